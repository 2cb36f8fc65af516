import type { ChatClient } from '../../client/index.ts';

/**
 * Whether there is a group of that name that anybody may join: where there is none, `join` would make one that nobody owns.
 * @throws ChatRequestError when that can't be known
 */
export async function isThere(client: Pick<ChatClient, 'groupProfiles'>, name: string): Promise<boolean> {
  const { items } = await client.groupProfiles([name]);
  return items.length > 0;
}
