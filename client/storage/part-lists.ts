import type { StoreChanges, StoredParts } from './store.ts';

/** Begins the names of the parts of a store that hold what is to be sent; their order is that of the calls. */
export const QUEUE = 'out.';
/** Of those that hold the messages that failed, in that order. */
export const FAILED = 'failed.';

export type PartList = typeof QUEUE | typeof FAILED;

/** @param place in the list, from 0 */
export const partAt = (list: PartList, place: number): string => list + String(place).padStart(12, '0');

/** Those of a store's parts that are of a list, in its order. */
export const partsOf = (list: PartList, parts: StoredParts): string[] =>
  Object.keys(parts)
    .filter((name) => name.startsWith(list))
    .sort();

/** The first place behind all that is in a list. */
export const placeBehind = (list: PartList, parts: StoredParts): number =>
  Math.max(0, ...partsOf(list, parts).map((name) => Number(name.slice(list.length)) + 1 || 0));

/** @returns what to store so that the list of `others` comes behind one's own */
export function appendParts(list: PartList, parts: StoredParts, others: StoredParts): StoreChanges {
  const end = placeBehind(list, parts);
  return Object.fromEntries(
    partsOf(list, others).map((name, index) => [partAt(list, end + index), others[name] ?? null]),
  );
}
