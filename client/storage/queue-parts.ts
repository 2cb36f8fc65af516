import type { StoreChanges, StoredParts } from './store.ts';

/** Begins the names of the parts of a store that hold what is to be sent; their order is that of the calls. */
const QUEUE = 'out.';

/** @param place in the queue, from 0 */
export const queuePart = (place: number): string => QUEUE + String(place).padStart(12, '0');

/** Those of a store's parts that are of the queue, in its order. */
export const queuePartsOf = (parts: StoredParts): string[] =>
  Object.keys(parts)
    .filter((name) => name.startsWith(QUEUE))
    .sort();

/** The first place behind all that is queued. */
export const endOfQueue = (parts: StoredParts): number =>
  Math.max(0, ...queuePartsOf(parts).map((name) => Number(name.slice(QUEUE.length)) + 1 || 0));

/** @returns what to store so that the queue of `others` comes behind one's own */
export function appendQueue(parts: StoredParts, others: StoredParts): StoreChanges {
  const end = endOfQueue(parts);
  return Object.fromEntries(
    queuePartsOf(others).map((name, index) => [queuePart(end + index), others[name] ?? null]),
  );
}
