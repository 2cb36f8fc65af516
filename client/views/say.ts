import type { ChatClient } from '../chat-client.ts';
import type { SendOptions } from '../requests/commands.ts';
import type { Sent } from '../requests/outbox.ts';

/**
 * Says something in a conversation.
 * @param conversation `lobby`, `group:devs` or `whisper:user2`
 * @throws ChatRequestError as the client's own methods
 */
export function say(
  client: ChatClient,
  conversation: string,
  content: string,
  options?: SendOptions,
): Promise<Sent> {
  const [kind, ...rest] = conversation.split(':');
  const name = rest.join(':');
  if (kind === 'whisper') return client.whisper(name, content, options);
  if (kind === 'group') return client.group(name, content, options);
  return client.lobby(content, options);
}
