import { useSyncExternalStore } from 'react';

/** Addresses of pictures that could not be loaded since the page was: browsers ask for these again with each element that shows one. */
const failed = new Set<string>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// What failed for want of a network may be there.
addEventListener('online', () => {
  failed.clear();
  tell();
});

/** Notes that there is no picture at an address, so that nobody asks for it there again. */
export function notePictureFailure(url: string): void {
  failed.add(url);
  tell();
}

/** Whether a picture is known to be missing. @param url undefined: there is to be none */
export const useHasFailed = (url: string | undefined): boolean =>
  useSyncExternalStore(listen, () => url !== undefined && failed.has(url));
