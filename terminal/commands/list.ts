import { eachItem, type Page, type PageOptions } from '../../client/index.ts';

/** All items of a list. @throws ChatRequestError */
export async function allOf<Item>(list: (page: PageOptions) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of eachItem(list)) items.push(item);
  return items;
}
