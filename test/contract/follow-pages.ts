import type { Page, PageRange } from '../../chat/ports/page.ts';

/** All pages of a list, each asked for behind the last name of the one before. */
export async function followPages<Item>(
  read: (range: PageRange) => Promise<Page<Item>>,
  nameOf: (item: Item) => string,
  limit: number,
): Promise<(readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let range: PageRange = { limit };
  for (;;) {
    const { items, hasMore } = await read(range);
    pages.push(items);
    const last = items.at(-1);
    if (!hasMore || last === undefined) return pages;
    range = { after: nameOf(last), limit };
  }
}
