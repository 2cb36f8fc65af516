import type { Page } from '../chat/ports/page.ts';

/**
 * Takes the first items of what is read bit by bit, and looks for one more to know whether there is any.
 * @param limit how many are taken, at most: ask DynamoDB for one more
 */
export async function takePage<Item>(
  parts: AsyncIterable<readonly Item[]>,
  limit: number,
): Promise<Page<Item>> {
  const found: Item[] = [];
  for await (const part of parts) {
    found.push(...part);
    if (found.length > limit) break;
  }
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

/** Each part of what is read bit by bit, turned into something else or left out. */
export async function* mapParts<From, To>(
  parts: AsyncIterable<readonly From[]>,
  turn: (item: From) => readonly To[],
): AsyncGenerator<readonly To[]> {
  for await (const part of parts) yield part.flatMap(turn);
}
