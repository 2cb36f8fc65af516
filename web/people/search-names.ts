import { type ChatClient, ChatRequestError } from '../../client/index.ts';
import { SEARCH_MAX_CHARACTERS, SEARCH_MIN_CHARACTERS } from '../../protocol/limits.ts';

/** What can be searched for: whoever there is, or groups that anybody may join. */
export type Searched = 'users' | 'groups';

export interface FoundName {
  readonly name: string;
  /** By its display name, or its title; undefined: it has none. */
  readonly called: string | undefined;
}

const SHOWN_MOST = 6;

/** Whose server has said that nobody may search: it is asked no more. */
const shut = new WeakSet<object>();

/** Whether what has been typed can be searched for. */
export function canBeSearched(text: string): boolean {
  const { length } = Array.from(text);
  return length >= SEARCH_MIN_CHARACTERS && length <= SEARCH_MAX_CHARACTERS;
}

/** Who or what is called so; undefined without a connection, or where one may not search. Never rejects: names can be typed as well. */
export async function searchNames(
  client: Pick<ChatClient, 'state' | 'users' | 'groups'>,
  of: Searched,
  search: string,
): Promise<readonly FoundName[] | undefined> {
  if (client.state !== 'live' || shut.has(client)) return undefined;
  try {
    if (of === 'users') {
      const { items } = await client.users(search, { limit: SHOWN_MOST });
      return items.map(({ user, display_name }) => ({ name: user, called: display_name }));
    }
    const { items } = await client.groups({ search, limit: SHOWN_MOST });
    return items.map(({ group, title }) => ({ name: group, called: title }));
  } catch (error) {
    if (error instanceof ChatRequestError && error.code === 'not_allowed') shut.add(client);
    return undefined;
  }
}
