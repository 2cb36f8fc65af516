import { PAGE_MAX_BYTES } from '../../protocol/limits.ts';

const utf8 = new TextEncoder();

/** As many of the items as an answer may hold: `limit` of them, `PAGE_MAX_BYTES` together, and at least one. */
export function cutPage<Item>(items: readonly Item[], limit: number): Item[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += utf8.encode(JSON.stringify(item)).length;
    return index > 0 && (index >= limit || bytes > PAGE_MAX_BYTES);
  });
  return end < 0 ? [...items] : items.slice(0, end);
}
