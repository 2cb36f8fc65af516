import { useSyncExternalStore } from 'react';

let isInTrouble = false;
const listeners = new Set<() => void>();

/** Notes that the browser could not keep something, which the page then says. */
export function noteStorageTrouble(): void {
  isInTrouble = true;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the browser has failed to keep something since the page was loaded. */
export const useStorageTrouble = () => useSyncExternalStore(listen, () => isInTrouble);
