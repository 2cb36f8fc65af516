import type { MessageFrame } from '../../../protocol/frames/logged.ts';
import type { ChatClient } from '../../chat-client.ts';
import { mentionsUser } from '../../wire/mentions-user.ts';
import { conversationList } from './conversation-list.ts';

/**
 * Whether the user wants to be told of a message of somebody else's, as they have said of its conversation by `notify`. Until the
 * `conversationList` is loaded, which the first call begins, of each.
 */
export function isWanted(
  client: ChatClient,
  message: Pick<MessageFrame, 'conversation' | 'from' | 'mentions'>,
): boolean {
  const { items } = conversationList(client);
  const { level } = items.find(({ conversation }) => conversation === message.conversation) ?? {};
  return level === undefined || (level === 'mentions' && mentionsUser(message, client.user));
}
