import { expect, test } from '@jest/globals';
import { toLogPage } from '../../../aws/messages/log-page.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

const NOW = Date.UTC(2026, 10, 27);
const id = (number: number) => idOfTime(NOW + number);
const message = (number: number) => ({
  sk: id(number),
  event: { type: 'lobby', from: 'user1', content: 'Hi' },
});
/** What stands beside a message: other code writes it, of whatever version. */
const beside = (number: number) => ({ sk: `${id(number)}~r`, v: 1 });

/** The ids of a page of these rows, by their numbers. */
function pageOf(items: readonly object[], limit: number, { hasMore = false, isNewestFirst = false } = {}) {
  const page = toLogPage({ items: items as Record<string, unknown>[], hasMore, isNewestFirst }, limit, NOW);
  return { ids: page.entries.map(({ event }) => event.id), hasMore: page.hasMore, last: page.last };
}

test('A page leaves out what stands beside a message', () => {
  const items = [message(1), beside(1), message(2)];
  expect(pageOf(items, 5)).toEqual({ ids: [id(1), id(2)], hasMore: false, last: id(2) });
  const newestFirst = [beside(2), message(2), message(1)];
  expect(pageOf(newestFirst, 5, { isNewestFirst: true })).toEqual({
    ids: [id(2), id(1)],
    hasMore: false,
    last: id(1),
  });
});

test('What stands beside a message that is in no page is passed over', () => {
  expect(pageOf([beside(1), message(2)], 5)).toEqual({ ids: [id(2)], hasMore: false, last: id(2) });
  expect(pageOf([beside(1)], 5)).toEqual({ ids: [], hasMore: false, last: undefined });
});

test('Oldest first, a page ends before the message of which it isn’t known what stands beside it', () => {
  const items = [message(1), message(2), beside(2), message(3)];
  expect(pageOf(items, 5, { hasMore: true })).toEqual({ ids: [id(1), id(2)], hasMore: true, last: id(2) });
});

test('Newest first, a page ends with its last message, and leaves what belongs to the next to the next page', () => {
  const items = [message(3), message(2), beside(1)];
  expect(pageOf(items, 5, { hasMore: true, isNewestFirst: true })).toEqual({
    ids: [id(3), id(2)],
    hasMore: true,
    last: id(2),
  });
});

test('A page tells that there is more than its limit, and not of a row that is no event', () => {
  const items = [message(1), message(2), beside(2)];
  expect(pageOf(items, 1)).toEqual({ ids: [id(1)], hasMore: true, last: id(1) });
  expect(pageOf(items, 2)).toEqual({ ids: [id(1), id(2)], hasMore: false, last: id(2) });
});
