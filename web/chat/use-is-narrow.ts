import { useSyncExternalStore } from 'react';

/** As in the styles: so narrow a page shows the list or a conversation. */
const narrow = matchMedia('(max-width: 720px)');

function listen(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Whether the page shows one thing at a time. What isn't shown isn't there: nobody reads it. */
export const useIsNarrow = () => useSyncExternalStore(listen, () => narrow.matches);
