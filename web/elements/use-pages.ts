import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../client/index.ts';

export interface Pages<Item> {
  readonly items: readonly Item[];
  readonly isLoaded: boolean;
  readonly hasMore: boolean;
  /** Why no more could be loaded the last time. */
  readonly error: unknown;
  /** Loads the next page; after an error, the same again. */
  readonly more: () => void;
  /** Takes out what is there no more. */
  readonly drop: (item: Item) => void;
}

/** A list that is asked for a page at a time, as long as it is shown. @param ask for the page behind that one: the same function while it is the same list */
export function usePages<Item>(ask: (after: string | undefined) => Promise<Page<Item>>): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>([]);
  /** undefined: nothing is loaded; null: all is. */
  const [next, setNext] = useState<string | null>();
  const [error, setError] = useState<unknown>();
  /** Of the list that is shown now: what another one's answers come to is nobody's. */
  const current = useRef<{ isLoading: boolean }>({ isLoading: false });

  const load = useCallback(
    async (after: string | undefined) => {
      const mine = current.current;
      if (mine.isLoading) return;
      mine.isLoading = true;
      setError(undefined);
      try {
        const page = await ask(after);
        if (mine !== current.current) return;
        setItems((before) => [...before, ...page.items]);
        setNext(page.next);
      } catch (cause) {
        if (mine === current.current) setError(cause);
      } finally {
        mine.isLoading = false;
      }
    },
    [ask],
  );
  useEffect(() => {
    current.current = { isLoading: false };
    setItems([]);
    setNext(undefined);
    void load(undefined);
    return () => {
      current.current = { isLoading: false };
    };
  }, [load]);

  return {
    items,
    isLoaded: next !== undefined,
    hasMore: next !== null,
    error,
    more: () => void load(next ?? undefined),
    drop: (item) => setItems((before) => before.filter((one) => one !== item)),
  };
}
