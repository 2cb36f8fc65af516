import { DELIVER_WITHIN_MS } from '../delivery/deadlines.ts';
import { handOverWaiting } from '../delivery/hand-over.ts';
import { type LogEntry, pairConversation } from '../ports/messages.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, type Outcome } from '../request.ts';
import type { CommandOf, SenderCommandType } from './registry.ts';

/** What an unfinished command stored; undefined when it didn't come so far. */
export async function findStored(
  ports: Pick<ChatPorts, 'groups' | 'log'>,
  command: CommandOf<SenderCommandType>,
  user: string,
  id: string,
): Promise<LogEntry | undefined> {
  const conversation = await conversationOf(ports, command, user);
  return conversation === undefined ? undefined : ports.log.find(conversation, id);
}

/** Whether it happened before an audience, and not between two users. */
export const isPublic = ({ event }: LogEntry) => !('to' in event);

/**
 * Ends a command whose event was stored. Everybody sees it at their next sync; only what somebody away is owed must
 * wait for them all the same. It is done as it was stored, whoever has blocked whom since.
 */
export async function finishStored(ports: ChatPorts, { event, hiddenFrom }: LogEntry): Promise<Outcome> {
  const { type, id } = event;
  const isOwed = type === 'whisper' || type === 'friend_request' || type === 'blocked';
  if (isOwed && hiddenFrom !== event.to) {
    // May repeat it to a v1 client, if the crash came between the post and what says that it was posted.
    await ports.waiting.put(event.to, event, 0);
    await handOverWaiting(ports, event.to, { deadline: ports.clock.now() + DELIVER_WITHIN_MS });
  }
  return acknowledge(id);
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
