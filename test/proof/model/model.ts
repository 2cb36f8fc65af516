import { type LogEntry, ownConversation } from '../../../chat/ports/messages/messages.ts';
import type { BlockPolicy } from '../../../chat/ports/settings.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent, PairEvent } from '../../../protocol/events/events.ts';
import { STALE_MS } from '../simulation/replica.ts';
import type { BlockPeriod, RunHistory } from './history.ts';

/** Whether a user is to see an event. `may`: it happened while that was just changing, and either is right. */
export type Visibility = 'must' | 'may' | 'never';

/** How long after a leaving its user may still hear what was on its way: one stale read of the audience. */
const LEAVING_MS = STALE_MS + 100;

/**
 * Who sees what, by the protocol, in rules as simple as can be.
 * @param conversation as the log calls it
 * @param entry.event of a message, as it stood when it was shown
 */
export function visibilityOf(
  history: RunHistory,
  policy: BlockPolicy,
  user: string,
  conversation: string,
  { event }: LogEntry,
): Visibility {
  const visibility = visibilityTo(history, policy, user, conversation, event);
  if (event.type !== 'edited' || visibility === 'never') return visibility;
  const versions = history.versions.get(event.of) ?? [];
  // An edit that came behind a later one changed nothing, and nobody sees it; one that was overtaken need not be told any more.
  if (!versions.some((version) => version.event.rev === event.id)) return 'never';
  return versions.at(-1)?.event.rev === event.id ? visibility : 'may';
}

function visibilityTo(
  history: RunHistory,
  policy: BlockPolicy,
  user: string,
  conversation: string,
  event: ChatEvent,
): Visibility {
  if ('to' in event) {
    if (conversation === ownConversation(event.from, event.to)) return event.from === user ? 'must' : 'never';
    if (event.from !== user && event.to !== user) return 'never';
    if (event.from === user || event.to !== user) return 'must';
    return visibilityToTarget(history, policy, user, event);
  }
  const author = authorOf(event);
  if (author !== undefined && author !== user && isHiddenFrom(history, user, author, event)) return 'never';
  return conversation === 'lobby' ? 'must' : visibilityToMember(history, user, conversation, event);
}

/** By whose blocks an event before an audience may be withheld; nobody's where everybody sees it. */
export function authorOf(event: ChatEvent): string | undefined {
  if ('user' in event) return event.user;
  return 'from' in event ? event.from : undefined;
}

/** What was done to a user by somebody else: who acts always sees it. */
function visibilityToTarget(
  history: RunHistory,
  policy: BlockPolicy,
  user: string,
  event: PairEvent,
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
  return isHiddenFrom(history, user, event.from, event) ? 'never' : 'must';
}

function visibilityToMember(
  { memberships }: RunHistory,
  user: string,
  conversation: string,
  event: ChatEvent,
): Visibility {
  // Who may not see a message doesn't hear what becomes of it, either.
  const said = 'of' in event ? event.of : event.id;
  const periods = memberships.filter(
    (period) => period.user === user && `group:${period.groupId}` === conversation && period.seenFrom <= said,
  );
  if (periods.some(({ endedAt }) => endedAt === undefined)) return 'must';
  const time = readEventTime(event.id);
  // Between the end of the membership and the acknowledgement its subscriptions are being taken away.
  return periods.some(({ leftAt = Number.POSITIVE_INFINITY }) => time <= leftAt + LEAVING_MS)
    ? 'may'
    : 'never';
}

/** Whether a block hides when it was said, or of what was edited since, when that was; a change goes with its message. */
function isHiddenFrom({ blocks }: RunHistory, user: string, author: string, event: ChatEvent): boolean {
  const ids = [event.id];
  if ('of' in event) ids.push(event.of);
  // A deletion gives nobody anything.
  if ('content' in event && event.rev !== undefined && !event.isDeleted) ids.push(event.rev);
  return blocks.some((block) => isOf(block, user, author) && ids.some((id) => hides(block, id)));
}

const isOf = ({ blocker, blocked }: BlockPeriod, user: string, author: string) =>
  blocker === user && blocked === author;

const hides = ({ since, until }: BlockPeriod, id: string) =>
  id > since && (until === undefined || id < until);
