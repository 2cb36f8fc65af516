import type { LogEntry, LogPage } from '../../chat/ports/messages/messages.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired } from '../dynamodb/retention.ts';
import { annotatedId } from '../schema.ts';
import { toAnnotation } from './reaction-item.ts';

type Item = Readonly<Record<string, unknown>>;

/** What a query of a log found. */
interface FoundRows {
  /** In the order of the query. */
  readonly items: readonly Item[];
  /** Whether there may be more behind them. */
  readonly hasMore: boolean;
  readonly isNewestFirst: boolean;
}

/**
 * Rows of a log as its events, each with what stands beside it in a row of its own. Oldest first, a message counts
 * as read only when it is known whether such a row follows.
 * @param limit most events @param now epoch milliseconds
 */
export function toLogPage({ items, hasMore, isNewestFirst }: FoundRows, limit: number, now: number): LogPage {
  const events = items.filter((item) => !isAnnotation(item));
  const isCut = hasMore && !isNewestFirst && events.length > 0 && events.at(-1) === items.at(-1);
  const whole = isCut ? events.slice(0, -1) : events;
  const page = whole.slice(0, limit);
  const last = page.at(-1)?.sk as string | undefined;
  return {
    entries: toEntries([...page, ...items.filter(isAnnotation)], now),
    hasMore: events.length > page.length || hasMore,
    ...(last !== undefined && { last }),
  };
}

/** Events, in the order of their items, each with what stands beside it. @param now epoch milliseconds */
export function toEntries(items: readonly Item[], now: number): LogEntry[] {
  const annotations = new Map(items.filter(isAnnotation).map((item) => [annotatedId(String(item.sk)), item]));
  return items
    .filter((item) => !isAnnotation(item) && !isExpired(item, now))
    .map((item) => {
      const annotation = annotations.get(String(item.sk));
      return { ...toEntry(item), ...(annotation && { annotation: toAnnotation(annotation) }) };
    });
}

const isAnnotation = ({ sk }: Item) => annotatedId(String(sk)) !== undefined;

export function toEntry(item: Item): LogEntry {
  const { sk, event } = readRow(item, { sk: 'string', event: 'object' });
  return { event: { id: sk, ...event } as ChatEvent };
}
