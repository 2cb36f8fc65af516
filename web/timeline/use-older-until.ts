import { useEffect, useState } from 'react';
import type { TimelineWithActions } from '../../client/react/index.ts';

/** So many pages at once: a conversation may have a million messages, and none of them what is looked for. */
export const PAGES = 20;

export interface OlderUntil {
  readonly isGoing: boolean;
  /** Whether so many pages were loaded and it is in none of them. */
  readonly isGivenUp: boolean;
  /** Begins, with as many pages as the first time. */
  readonly begin: () => void;
}

/** Loads older rows page after page, until what is looked for is among them, nothing is older, or something fails. */
export function useOlderUntil(
  isFound: boolean,
  { isComplete, isLoading, error, older }: TimelineWithActions,
): OlderUntil {
  /** How many pages are yet to be loaded; undefined: nothing is looked for. */
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (left === undefined || isLoading) return;
    if (isFound || isComplete || (error !== undefined && left < PAGES)) {
      setLeft(undefined);
      return;
    }
    if (left === 0) return;
    older();
    setLeft(left - 1);
  }, [left, isLoading, isFound, isComplete, error, older]);
  const isGivenUp = left === 0 && !isLoading && !isFound && !isComplete && error === undefined;
  return {
    isGoing: left !== undefined && !isFound && !isGivenUp,
    isGivenUp,
    begin: () => setLeft(PAGES),
  };
}
