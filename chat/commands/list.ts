import { readEventTime } from '../../protocol/events/event-id.ts';
import type { List } from '../../protocol/frames/answers.ts';
import type { ListItems } from '../../protocol/frames/list-items.ts';
import { NAME_MAX_CHARACTERS } from '../../protocol/limits.ts';
import { cutPage } from '../conversations/cut-page.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Page, PageRange } from '../ports/page.ts';
import type { Outcome } from '../request.ts';

/** The part of a list that a command asks for: no more than a page holds. */
export function rangeOf(
  { limits }: Pick<ChatPorts, 'limits'>,
  { after, limit = limits.pageItems }: { after?: string | undefined; limit?: number | undefined },
): PageRange {
  const range = { limit: Math.min(limit, limits.pageItems) };
  return after === undefined ? range : { ...range, after };
}

/**
 * A page as the answer to its command.
 * @param toItem what the wire shows of an entry
 * @param nameOf by what the list is in order, and its next page begins
 */
export function listed<T extends keyof ListItems, Entry>(
  of: T,
  { items, hasMore, next: begin }: Page<Entry>,
  toItem: (entry: Entry) => ListItems[T],
  nameOf: (entry: Entry) => string,
): Outcome {
  const last = items.at(-1);
  const next = hasMore ? (begin ?? (last === undefined ? null : nameOf(last))) : null;
  return { answer: { type: 'list', of, items: items.map(toItem), next } as List };
}

/** As long as an answer of a list may be without its items. */
const longest = (of: keyof ListItems) => ({
  type: 'list',
  of,
  items: [],
  next: 'x'.repeat(NAME_MAX_CHARACTERS),
});

/** `listed`, of items so long that not all of a page may fit a frame. */
export function listedAsFits<T extends keyof ListItems, Entry>(
  of: T,
  page: Page<Entry>,
  toItem: (entry: Entry) => ListItems[T],
  nameOf: (entry: Entry) => string,
): Outcome {
  const { length } = cutPage(page.items.map(toItem), page.items.length, longest(of));
  const isCut = length < page.items.length;
  return listed(of, isCut ? { items: page.items.slice(0, length), hasMore: true } : page, toItem, nameOf);
}

/** When an event was, as the wire writes times. */
export const timeOf = (id: string) => new Date(readEventTime(id)).toISOString();
