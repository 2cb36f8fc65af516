import { type ChatClient, eachItem } from '../../client/index.ts';

/**
 * Whether there is a group of that name that one may join: an open one, or one to which one is invited. Where there is none, `join`
 * would make one that nobody owns.
 * @throws ChatRequestError when that can't be known
 */
export async function isThere(
  client: Pick<ChatClient, 'groupProfiles' | 'invitations'>,
  name: string,
): Promise<boolean> {
  const { items } = await client.groupProfiles([name]);
  if (items.length > 0) return true;
  for await (const { group } of eachItem(client.invitations)) if (group === name) return true;
  return false;
}
