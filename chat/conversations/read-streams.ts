import { subjectOf } from '../../protocol/events/changes.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { readLogsAfter } from './read-logs.ts';
import { showChanges } from './show-changes.ts';
import { findQuotes } from './show-quotes.ts';
import type { Stream } from './streams.ts';

/** Conversations that are read at once. */
const READS_AT_ONCE = 25;
/** What is read of each at least; more of one would be read in vain where another ends the page. */
const LEAST_OF_ONE = 25;

export interface StreamPage {
  /** Oldest first, up to the horizon. */
  readonly entries: readonly LogEntry[];
  /** The id up to which all streams were read; undefined when all were read to their end. */
  readonly horizon: string | undefined;
}

/** Reads a page of all streams together: up to the id where the first of those ends that have more than was read. */
export async function readStreams(
  ports: Pick<ChatPorts, 'log'>,
  streams: readonly Stream[],
  pageItems: number,
  viewer: string,
): Promise<StreamPage> {
  const atOnce = createSemaphore(READS_AT_ONCE);
  const all = streams.flatMap((stream) => stream.conversations.map((logs) => ({ ...stream, logs })));
  const ofEach = Math.max(LEAST_OF_ONE, Math.ceil(pageItems / Math.max(1, all.length)));
  const pages = await settleAll(
    all.map(({ logs, after, from = '' }) =>
      atOnce(async () => {
        const page = await readLogsAfter(ports, logs, after, Math.min(ofEach, pageItems));
        const seen = page.entries.filter(({ event }) => subjectOf(event) >= from);
        const shown = await showChanges(ports, logs, seen);
        return { ...page, entries: await findQuotes(ports, { viewer, logs, from }, shown) };
      }),
    ),
  );
  const ends = pages.flatMap(({ hasMore, last }) => (hasMore && last !== undefined ? [last] : []));
  const [horizon] = ends.sort();
  const entries = pages
    .flatMap((page) => page.entries)
    .filter(({ event }) => horizon === undefined || event.id <= horizon)
    .sort((one, other) => (one.event.id < other.event.id ? -1 : 1));
  return { entries, horizon };
}
