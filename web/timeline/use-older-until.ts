import { useEffect, useState } from 'react';
import type { TimelineWithActions } from '../../client/react/index.ts';

/** So many pages at once: a conversation may have a million messages, and none of them what is looked for. */
const PAGES = 20;

/**
 * Loads older rows page after page, until what is looked for is among them, nothing is older, or something fails.
 * @returns whether that goes on, and what begins it
 */
export function useOlderUntil(
  isFound: boolean,
  { isComplete, isLoading, error, older }: TimelineWithActions,
): readonly [isGoing: boolean, begin: () => void] {
  const [pages, setPages] = useState(0);
  useEffect(() => {
    if (pages === 0 || isLoading) return;
    if (isFound || isComplete || (error !== undefined && pages < PAGES)) {
      setPages(0);
      return;
    }
    older();
    setPages(pages - 1);
  }, [pages, isLoading, isFound, isComplete, error, older]);
  return [pages > 0 && !isFound, () => setPages(PAGES)];
}
