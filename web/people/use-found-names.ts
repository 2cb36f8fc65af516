import { useEffect, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { canBeSearched, type FoundName, type Searched, searchNames } from './search-names.ts';

/** Behind the last key: a search for each would be more than one may make. */
const PAUSE_MS = 350;

export interface FoundNames {
  /** Others that are called so, unless one of them is meant already by the name that was typed. */
  readonly offered: readonly FoundName[];
  /** Whether the search is known to have found none, oneself neither. */
  readonly isNone: boolean;
}

const NONE: FoundNames = { offered: [], isNone: false };

/**
 * Who or what is called so, by name, display name or title, while that is being typed; none where one may not search.
 * @param of undefined: nothing is searched for
 */
export function useFoundNames(of: Searched | undefined, typed: string): FoundNames {
  const client = useChatClient();
  const { user } = useConnection();
  const [found, setFound] = useState<{
    readonly of: string;
    readonly names: readonly FoundName[] | undefined;
  }>();
  const search = typed.trim();
  useEffect(() => {
    if (of === undefined || !canBeSearched(search)) return;
    let isOver = false;
    const pause = setTimeout(async () => {
      const names = await searchNames(client, of, search);
      if (!isOver) setFound({ of: search, names });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [client, of, search]);
  if (found?.of !== search || found.names === undefined) return NONE;
  const { names } = found;
  const isMeant = names.some(({ name }) => name === search);
  const others = of === 'users' ? names.filter(({ name }) => name !== user) : names;
  return { offered: isMeant ? [] : others, isNone: names.length === 0 };
}
