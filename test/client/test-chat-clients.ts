import { afterEach } from '@jest/globals';
import { type ChatClient, type ChatClientOptions, createChatClient } from '../../client/index.ts';
import type { TestChat } from '../../testing/test-chat.ts';

const clients: ChatClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** A client of a chat in memory, once it is live; the test's end closes it. */
export async function connect(
  chat: TestChat,
  user: string,
  options: Partial<ChatClientOptions> = {},
): Promise<ChatClient> {
  const client = createChatClient({ ...chat.optionsFor(user), ...options });
  clients.push(client);
  client.connect();
  await client.ready();
  return client;
}
