import type { Page } from '../../chat/ports/page.ts';

/** At least as many are read at once, as most may have ended: 100 small items cost 2 RRU. */
export const ITEMS_PER_READ = 100;
/** Most items that one page looks at, however few of them may be shown: a list is never a walk through what has ended. */
const ITEMS_LOOKED_AT = 1_000;

export interface PageOf<From, Item> {
  readonly limit: number;
  /** Turns what was read into an item, or leaves it out. */
  readonly turn: (from: From) => readonly Item[];
  /** By what the list is in order. */
  readonly nameOf: (from: From) => string;
}

/**
 * Takes the first items of what is read bit by bit, and looks for one more to know whether there is any. Where most is
 * left out the page ends early, with fewer items, and says where the next begins.
 * @param options.limit how many are taken, at most: ask DynamoDB for one more
 */
export async function takePage<From, Item>(
  parts: AsyncIterable<readonly From[]>,
  { limit, turn, nameOf }: PageOf<From, Item>,
): Promise<Page<Item>> {
  const found: Item[] = [];
  let looked = 0;
  for await (const part of parts) {
    found.push(...part.flatMap(turn));
    if (found.length > limit) return { items: found.slice(0, limit), hasMore: true };
    looked += part.length;
    const last = part.at(-1);
    if (looked >= ITEMS_LOOKED_AT && last !== undefined) {
      return { items: found, hasMore: true, next: nameOf(last) };
    }
  }
  return { items: found, hasMore: false };
}
