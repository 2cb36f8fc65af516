import { useEffect, useState } from 'react';
import type { TimelineWithActions } from '../../client/react/index.ts';

/** So many pages at once: a conversation may have a million messages, and none of them what is looked for. */
const PAGES = 20;

/**
 * Loads older rows page after page, until what is looked for is among them, nothing is older, or something fails.
 * @param onMissed told that it ended without what is looked for
 * @returns whether that goes on, and what begins it
 */
export function useOlderUntil(
  isFound: boolean,
  { isComplete, isLoading, error, older }: TimelineWithActions,
  onMissed?: () => void,
): readonly [isGoing: boolean, begin: () => void] {
  const [pages, setPages] = useState(0);
  useEffect(() => {
    if (pages === 0 || isLoading) return;
    // The last one stands for what the page before it has brought.
    if (isFound || isComplete || pages === 1 || (error !== undefined && pages <= PAGES)) {
      setPages(0);
      if (!isFound) onMissed?.();
      return;
    }
    older();
    setPages(pages - 1);
  }, [pages, isLoading, isFound, isComplete, error, older, onMissed]);
  return [pages > 0 && !isFound, () => setPages(PAGES + 1)];
}
