import { useEffect, useState } from 'react';
import { ChatRequestError, type ListItems } from '../../client/index.ts';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { SEARCH_MAX_CHARACTERS, SEARCH_MIN_CHARACTERS } from '../../protocol/limits.ts';

type Found = readonly ListItems['users'][];

const NOBODY: Found = [];
const SHOWN_MOST = 6;
/** Behind the last key: a search for each would be more than one may make. */
const PAUSE_MS = 350;

/** Set once the server has said that nobody may search: it is asked no more. */
let isShut = false;

/** Who is called so, by name or display name, while that is being typed; nobody where one may not search. */
export function useFoundPeople(typed: string): Found {
  const client = useChatClient();
  const { user } = useConnection();
  const [found, setFound] = useState<{ readonly of: string; readonly people: Found }>();
  const search = typed.trim();
  useEffect(() => {
    const { length } = Array.from(search);
    if (isShut || length < SEARCH_MIN_CHARACTERS || length > SEARCH_MAX_CHARACTERS) return;
    let isOver = false;
    const pause = setTimeout(async () => {
      if (client.state !== 'live') return;
      try {
        const { items } = await client.users(search, { limit: SHOWN_MOST });
        if (!isOver) setFound({ of: search, people: items });
      } catch (error) {
        // All else is no news either: names can be typed.
        isShut ||= error instanceof ChatRequestError && error.code === 'not_allowed';
      }
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [client, search]);
  return found?.of === search ? found.people.filter((person) => person.user !== user) : NOBODY;
}
