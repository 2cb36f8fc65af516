import { expect, test } from '@jest/globals';
import { takePage } from '../../../aws/dynamodb/take-page.ts';

const nameAt = (place: number) => `${10_000 + place}`;

/** Items without end, 100 at a time; counts how many were read. */
function readItems() {
  let read = 0;
  async function* parts() {
    for (;;) {
      yield Array.from({ length: 100 }, (_, place) => nameAt(read + place));
      read += 100;
    }
  }
  return { parts: parts(), read: () => read };
}

test('a page of a list ends behind a thousand items of which none may be shown, and goes on there', async () => {
  const { parts, read } = readItems();
  const page = await takePage(parts, { limit: 10, turn: () => [], nameOf: (name: string) => name });
  expect(page).toEqual({ items: [], hasMore: true, next: nameAt(999) });
  expect(read()).toBeLessThanOrEqual(1_000);
});

test('a page of a list keeps what it has found by then', async () => {
  const { parts } = readItems();
  const turn = (name: string) => (name.endsWith('50') ? [name] : []);
  const page = await takePage(parts, { limit: 100, turn, nameOf: (name: string) => name });
  expect(page).toMatchObject({ hasMore: true, next: nameAt(999) });
  expect(page.items).toHaveLength(10);
});
