import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How high what stands before the lines is, in pixels. While that or the window changes its height, what is in sight stays where
 * it is: at the end where one is there.
 */
export function useStartHeight(
  scroller: RefObject<HTMLElement | null>,
  start: RefObject<HTMLElement | null>,
  isAtEnd: RefObject<boolean>,
): number {
  const [startHeight, setStartHeight] = useState(0);
  useLayoutEffect(() => {
    const [box, head] = [scroller.current, start.current];
    if (!box || !head) return;
    let height = head.offsetHeight;
    setStartHeight(height);
    const observer = new ResizeObserver(() => {
      const grown = head.offsetHeight - height;
      // What it says is above what is in sight, and must not move that.
      if (grown !== 0 && box.scrollTop > height) box.scrollTop += grown;
      height += grown;
      setStartHeight(height);
      // A window that becomes lower, as by a keyboard on the screen, must not hide the newest line.
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    observer.observe(head);
    return () => observer.disconnect();
  }, [scroller, start, isAtEnd]);
  return startHeight;
}
