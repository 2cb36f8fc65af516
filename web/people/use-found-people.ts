import { useEffect, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { canBeSearched, type FoundPerson, NOBODY, searchPeople } from './search-people.ts';

/** Behind the last key: a search for each would be more than one may make. */
const PAUSE_MS = 350;

/** Who is called so, by name or display name, while that is being typed; nobody where one may not search. */
export function useFoundPeople(typed: string): readonly FoundPerson[] {
  const client = useChatClient();
  const { user } = useConnection();
  const [found, setFound] = useState<{ readonly of: string; readonly people: readonly FoundPerson[] }>();
  const search = typed.trim();
  useEffect(() => {
    if (!canBeSearched(search)) return;
    let isOver = false;
    const pause = setTimeout(async () => {
      const people = await searchPeople(client, search);
      if (!isOver) setFound({ of: search, people });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [client, search]);
  return found?.of === search ? found.people.filter((person) => person.user !== user) : NOBODY;
}
