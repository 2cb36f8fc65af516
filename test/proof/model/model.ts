import { type LogEntry, ownConversation } from '../../../chat/ports/messages.ts';
import type { BlockPolicy } from '../../../chat/ports/settings.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import { STALE_MS } from '../simulation/replica.ts';
import type { BlockPeriod, RunHistory } from './history.ts';

/** Whether a user is to see an event. `may`: it happened while that was just changing, and either is right. */
export type Visibility = 'must' | 'may' | 'never';

/** How long after a leaving its user may still hear what was on its way: one stale read of the audience. */
const LEAVING_MS = STALE_MS + 100;

/**
 * Who sees what, by the protocol, in rules as simple as can be.
 * @param conversation as the log calls it
 */
export function visibilityOf(
  history: RunHistory,
  policy: BlockPolicy,
  user: string,
  conversation: string,
  { event }: LogEntry,
): Visibility {
  if ('to' in event) {
    if (conversation === ownConversation(event.from, event.to)) return event.from === user ? 'must' : 'never';
    if (event.from !== user && event.to !== user) return 'never';
    if (event.from === user || event.to !== user) return 'must';
    return visibilityToTarget(history, policy, user, event);
  }
  const author = 'user' in event ? event.user : event.from;
  if (
    author !== user &&
    history.blocks.some((block) => isOf(block, user, author) && hides(block, event.id))
  ) {
    return 'never';
  }
  return conversation === 'lobby' ? 'must' : visibilityToMember(history, user, conversation, event.id);
}

/** What was done to a user by somebody else: who acts always sees it. */
function visibilityToTarget(
  { blocks }: RunHistory,
  policy: BlockPolicy,
  user: string,
  event: { readonly type: string; readonly id: string; readonly from: string },
): Visibility {
  switch (event.type) {
    case 'unblocked':
    case 'unfriended':
      return 'never';
    case 'blocked':
      return policy === 'notify' ? 'must' : 'never';
    case 'friends':
      return 'must';
  }
  const isHidden = blocks.some((block) => isOf(block, user, event.from) && hides(block, event.id));
  return isHidden ? 'never' : 'must';
}

function visibilityToMember(
  { memberships }: RunHistory,
  user: string,
  conversation: string,
  id: string,
): Visibility {
  const periods = memberships.filter(
    (period) => period.user === user && `group:${period.groupId}` === conversation && period.from <= id,
  );
  if (periods.some(({ endedAt }) => endedAt === undefined)) return 'must';
  const time = readEventTime(id);
  // Between the end of the membership and the acknowledgement its subscriptions are being taken away.
  return periods.some(({ leftAt = Number.POSITIVE_INFINITY }) => time <= leftAt + LEAVING_MS)
    ? 'may'
    : 'never';
}

const isOf = ({ blocker, blocked }: BlockPeriod, user: string, author: string) =>
  blocker === user && blocked === author;

const hides = ({ since, until }: BlockPeriod, id: string) =>
  id > since && (until === undefined || id < until);
