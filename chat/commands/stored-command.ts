import type { CommandFields } from '../../protocol/commands.ts';
import { DELIVER_WITHIN_MS } from '../delivery/deadlines.ts';
import { handOverWaiting } from '../delivery/hand-over.ts';
import { pairConversation } from '../ports/messages.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, type Outcome } from '../request.ts';
import type { CommandOf, SenderCommandType } from './registry.ts';

/** Whether an unfinished command had come so far as to store its event. */
export async function isInLog(
  ports: Pick<ChatPorts, 'groups' | 'log'>,
  command: CommandOf<SenderCommandType>,
  user: string,
  id: string,
): Promise<boolean> {
  const conversation = await conversationOf(ports, command, user);
  return conversation !== undefined && ports.log.has(conversation, id);
}

/**
 * Ends a command whose event was stored too long ago to be delivered. Everybody sees it at their next sync; only a
 * whisper must wait for its target all the same.
 */
export async function finishLate(
  ports: ChatPorts,
  { type, fields }: CommandOf<SenderCommandType>,
  user: string,
  id: string,
): Promise<Outcome> {
  if (type === 'whisper') {
    const { target, content } = fields as CommandFields<'whisper'>;
    // May repeat it to a v1 client, if the crash came between the post and what says that it was posted.
    await ports.waiting.put(target, { type: 'whisper', id, from: user, to: target, content }, 0);
    await handOverWaiting(ports, target, { deadline: ports.clock.now() + DELIVER_WITHIN_MS });
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
