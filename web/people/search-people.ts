import { type ChatClient, ChatRequestError, type ListItems } from '../../client/index.ts';
import { SEARCH_MAX_CHARACTERS, SEARCH_MIN_CHARACTERS } from '../../protocol/limits.ts';

export type FoundPerson = ListItems['users'];

const SHOWN_MOST = 6;

/** Whose server has said that nobody may search: it is asked no more. */
const shut = new WeakSet<object>();

/** Whether what has been typed can be searched for. */
export function canBeSearched(text: string): boolean {
  const { length } = Array.from(text);
  return length >= SEARCH_MIN_CHARACTERS && length <= SEARCH_MAX_CHARACTERS;
}

/** Who is called so; undefined without a connection, or where one may not search. Never rejects: names can be typed as well. */
export async function searchPeople(
  client: Pick<ChatClient, 'state' | 'users'>,
  text: string,
): Promise<readonly FoundPerson[] | undefined> {
  if (client.state !== 'live' || shut.has(client)) return undefined;
  try {
    return (await client.users(text, { limit: SHOWN_MOST })).items;
  } catch (error) {
    if (error instanceof ChatRequestError && error.code === 'not_allowed') shut.add(client);
    return undefined;
  }
}
