import { readEventTime } from '../../protocol/event-id.ts';
import { DELIVER_WITHIN_MS } from '../delivery/deadlines.ts';
import { handOverWaiting } from '../delivery/hand-over.ts';
import { dayOf } from '../ports/conversations.ts';
import { type LogEntry, ownConversation, pairConversation } from '../ports/messages.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, type Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import type { CommandOf, SenderCommandType } from './registry.ts';

/** What an unfinished command stored. */
export interface StoredEvent extends LogEntry {
  /** Whether only its author may see it. */
  readonly isOwn: boolean;
}

/** What an unfinished command stored; undefined when it didn't come so far. */
export async function findStored(
  ports: Pick<ChatPorts, 'groups' | 'log'>,
  command: CommandOf<SenderCommandType>,
  user: string,
  id: string,
): Promise<StoredEvent | undefined> {
  const { fields } = command;
  const [found, own] = await settleAll([
    findIn(ports, await conversationOf(ports, command, user), id),
    'target' in fields ? ports.log.find(ownConversation(user, fields.target), id) : undefined,
  ]);
  if (found) return { ...found, isOwn: false };
  return own && { ...own, isOwn: true };
}

/** Whether it happened before an audience, and not between two users. */
export const isPublic = ({ event }: LogEntry) => !('to' in event);

/**
 * Ends a command whose event was stored. Everybody sees it at their next sync; only what somebody away is owed must
 * wait for them all the same. It is done as it was stored, whoever has blocked whom since.
 */
export async function finishStored(ports: ChatPorts, { event, isOwn }: StoredEvent): Promise<Outcome> {
  const { type, id } = event;
  if (isOwn && 'to' in event) {
    // The crash may have come between the two writes that go side by side, and a sync would pass it over.
    await ports.conversations.touchOwn(event.from, event.to, dayOf(readEventTime(id)));
    return acknowledge(id);
  }
  const isOwed = type === 'whisper' || type === 'friend_request' || type === 'blocked';
  if (isOwed) {
    // May repeat it to a v1 client, if the crash came between the post and what says that it was posted.
    await ports.waiting.put(event.to, event, 0);
    await handOverWaiting(ports, event.to, { deadline: ports.clock.now() + DELIVER_WITHIN_MS });
  }
  return acknowledge(id);
}

async function findIn({ log }: Pick<ChatPorts, 'log'>, conversation: string | undefined, id: string) {
  return conversation === undefined ? undefined : log.find(conversation, id);
}

/** The conversation whose log a command's event goes into; undefined when there is none yet. */
async function conversationOf(
  { groups }: Pick<ChatPorts, 'groups'>,
  { type, fields }: CommandOf<SenderCommandType>,
  user: string,
): Promise<string | undefined> {
  if (type === 'lobby') return LOBBY_CHANNEL;
  if ('target' in fields) return pairConversation(user, fields.target);
  if (!('group_name' in fields)) return undefined;
  const group = await groups.find(fields.group_name);
  return group && groupChannel(group.groupId);
}
