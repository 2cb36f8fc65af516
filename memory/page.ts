import type { Page, PageRange } from '../chat/ports/page.ts';

/** A page of a list, by name. */
export function pageOf<Item>(
  items: Iterable<Item>,
  nameOf: (item: Item) => string,
  { after, limit }: PageRange,
): Page<Item> {
  const behind = [...items]
    .filter((item) => after === undefined || nameOf(item) > after)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return { items: behind.slice(0, limit), hasMore: behind.length > limit };
}
