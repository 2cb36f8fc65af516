import { useEffect, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { canBeSearched, type FoundPerson, searchPeople } from './search-people.ts';

/** Behind the last key: a search for each would be more than one may make. */
const PAUSE_MS = 350;

export interface FoundPeople {
  /** Others who are called so, unless one of them is meant already by the name that was typed. */
  readonly offered: readonly FoundPerson[];
  /** Whether the search is known to have found nobody, oneself neither. */
  readonly isNobody: boolean;
}

const NONE: FoundPeople = { offered: [], isNobody: false };

/** Who is called so, by name or display name, while that is being typed; none where one may not search. */
export function useFoundPeople(typed: string): FoundPeople {
  const client = useChatClient();
  const { user } = useConnection();
  const [found, setFound] = useState<{
    readonly of: string;
    readonly people: readonly FoundPerson[] | undefined;
  }>();
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
  if (found?.of !== search || found.people === undefined) return NONE;
  const { people } = found;
  const isMeant = people.some((person) => person.user === search);
  return {
    offered: isMeant ? [] : people.filter((person) => person.user !== user),
    isNobody: people.length === 0,
  };
}
