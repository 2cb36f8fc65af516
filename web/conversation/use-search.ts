import { useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { Row } from '../../client/index.ts';
import type { Found } from '../lines/found-context.ts';
import { matchRows } from '../lines/match-rows.ts';
import { keepAt } from '../timeline/kept-positions.ts';
import { LED_BELOW } from '../timeline/timeline-list.tsx';

export interface ConversationSearch {
  /** What is in the field. */
  readonly search: string;
  /** What the lines that are shown were searched for: it comes a little later. */
  readonly wanted: string;
  readonly found: Found;
  /** How often a search has led somewhere. */
  readonly times: number;
  readonly setSearch: (search: string) => void;
  /** Leaves the search for the newest one found. */
  readonly showNewest: () => void;
}

/** The search in what is loaded of a conversation. What it has led to is marked until Escape or another search. */
export function useSearch(conversation: string, rows: readonly Row[]): ConversationSearch {
  const [search, setText] = useState('');
  const [led, setLed] = useState<Found & { readonly times: number }>({ wanted: '', times: 0 });
  const wanted = useDeferredValue(search);
  const unmark = useCallback(() => setLed(({ times }) => ({ wanted: '', times })), []);
  const setSearch = useCallback(
    (text: string) => {
      setText(text);
      unmark();
    },
    [unmark],
  );
  const isMarked = led.wanted !== '';
  useEffect(() => {
    if (!isMarked) return;
    // The field is closed by then: the key may be pressed anywhere.
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') unmark();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isMarked, unmark]);
  const show = (key: string) => {
    keepAt(conversation, key, -LED_BELOW);
    setLed({ wanted: search, only: key, times: led.times + 1 });
    setText('');
  };
  return {
    search,
    wanted,
    found: wanted === '' ? led : { wanted, show },
    times: led.times,
    setSearch,
    showNewest() {
      const row = search.trim() === '' ? undefined : matchRows(rows, search).at(-1);
      if (row) show(row.key);
    },
  };
}
