import type { Page, PageOptions } from './queries.ts';

/**
 * All items of a list, page by page as they are asked for: `for await (const item of eachItem(client.friends))`.
 * @param list a question of the client's, such as `client.friends`, or `(page) => client.members('devs', page)`
 * @param limit of a page, 1 to 100
 * @throws ChatRequestError when a page can't be had
 */
export async function* eachItem<Item>(
  list: (page: PageOptions) => Promise<Page<Item>>,
  limit = 100,
): AsyncGenerator<Item, void, undefined> {
  let next: string | null | undefined;
  do {
    const page: Page<Item> = await list({ limit, ...(next != null && { after: next }) });
    yield* page.items;
    next = page.next;
  } while (next !== null);
}
