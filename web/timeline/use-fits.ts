import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Whether there is nothing to scroll to: what cannot be scrolled tells of no scrolling either.
 * @param scroller what scrolls; its children are the same for as long as it is there
 * @param near how much may be out of sight all the same, in pixels
 */
export function useFits(scroller: RefObject<HTMLElement | null>, near: number): boolean {
  const [fits, setFits] = useState(false);
  useLayoutEffect(() => {
    const { current: box } = scroller;
    if (!box) return;
    const observer = new ResizeObserver(() => setFits(box.scrollHeight - box.clientHeight < near));
    for (const part of [box, ...box.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [scroller, near]);
  return fits;
}
