import type { LogEntry, LogPage } from '../chat/ports/messages.ts';
import type { ChatEvent } from '../protocol/events/events.ts';
import { readRow } from './read-row.ts';
import { isExpired } from './retention.ts';
import { annotatedId } from './schema.ts';

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
 * Rows of a log as its events: what stands beside a message, in a row of its own behind it, is none. Oldest first, a message counts
 * as read only when it is known whether such a row follows.
 * @param limit most events @param now epoch milliseconds
 */
export function toLogPage({ items, hasMore, isNewestFirst }: FoundRows, limit: number, now: number): LogPage {
  const events = items.filter(({ sk }) => annotatedId(String(sk)) === undefined);
  const isCut = hasMore && !isNewestFirst && events.length > 0 && events.at(-1) === items.at(-1);
  const whole = isCut ? events.slice(0, -1) : events;
  const page = whole.slice(0, limit);
  const last = page.at(-1)?.sk as string | undefined;
  return {
    entries: page.filter((item) => !isExpired(item, now)).map(toEntry),
    hasMore: events.length > page.length || hasMore,
    ...(last !== undefined && { last }),
  };
}

export function toEntry(item: Item): LogEntry {
  const { sk, event } = readRow(item, { sk: 'string', event: 'object' });
  return { event: { id: sk, ...event } as ChatEvent };
}
