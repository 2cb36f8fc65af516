import { useSyncExternalStore } from 'react';

const hovering = matchMedia('(hover: hover)');

function listen(changed: () => void): () => void {
  hovering.addEventListener('change', changed);
  return () => hovering.removeEventListener('change', changed);
}

/** Whether a pointer may rest on something without touching it. */
export const useCanHover = () => useSyncExternalStore(listen, () => hovering.matches);
