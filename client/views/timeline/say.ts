import type { ChatClient } from '../../chat-client.ts';
import type { MessageOptions } from '../../requests/commands.ts';
import type { Sent } from '../../requests/outbox.ts';
import { groupIn, peerIn } from '../../wire/conversation.ts';

/**
 * Says something in a conversation.
 * @param conversation `lobby`, `group:devs` or `whisper:user2`
 * @throws ChatRequestError as the client's own methods
 */
export function say(
  client: Pick<ChatClient, 'lobby' | 'group' | 'whisper'>,
  conversation: string,
  content: string,
  options?: MessageOptions,
): Promise<Sent> {
  const [group, peer] = [groupIn(conversation), peerIn(conversation)];
  if (group !== undefined) return client.group(group, content, options);
  if (peer !== undefined) return client.whisper(peer, content, options);
  return client.lobby(content, options);
}
