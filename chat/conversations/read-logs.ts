import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry, LogPage } from '../ports/messages/messages.ts';
import { settleAll } from '../settle-all.ts';

type LogPorts = Pick<ChatPorts, 'log'>;

/** Reads logs behind a position as if they were one, oldest first. */
export async function readLogsAfter(
  { log }: LogPorts,
  logs: readonly string[],
  after: string,
  limit: number,
): Promise<LogPage> {
  const pages = await settleAll(logs.map((name) => log.readAfter(name, after, limit)));
  return mergePages(pages, limit, (one, other) => one < other);
}

/** Reads logs before a position as if they were one, newest first. */
export async function readLogsBefore(
  { log }: LogPorts,
  logs: readonly string[],
  range: { before?: string; from?: string },
  limit: number,
): Promise<LogPage> {
  const pages = await settleAll(logs.map((name) => log.readBefore(name, range, limit)));
  return mergePages(pages, limit, (one, other) => one > other);
}

/** Reads the newest of logs as if they were one, newest first; eventually consistent. @param from nothing older */
export async function readNewest(
  { log }: LogPorts,
  logs: readonly string[],
  from: string,
  limit: number,
): Promise<LogPage> {
  const pages = await settleAll(logs.map((name) => log.readNewest(name, from, limit)));
  return mergePages(pages, limit, (one, other) => one > other);
}

/** @param comesFirst whether the one id is read before the other */
function mergePages(
  pages: readonly LogPage[],
  limit: number,
  comesFirst: (one: string, other: string) => boolean,
): LogPage {
  const [only, ...more] = pages;
  if (only && more.length === 0) return only;
  const order = (one: string, other: string) => (comesFirst(one, other) ? -1 : 1);
  // Nothing is certain behind the place where the first of those ends that have more.
  const [horizon] = pages.flatMap(({ hasMore, last }) => (hasMore && last ? [last] : [])).sort(order);
  const entries = new Map<string, LogEntry>();
  for (const entry of pages.flatMap((page) => page.entries)) entries.set(entry.event.id, entry);
  const found = [...entries.values()]
    .filter(({ event }) => horizon === undefined || !comesFirst(horizon, event.id))
    .sort((one, other) => order(one.event.id, other.event.id));
  const page = found.slice(0, limit);
  const isCut = found.length > limit;
  const last = isCut ? page.at(-1)?.event.id : (horizon ?? lastOf(pages, order));
  return { entries: page, hasMore: isCut || horizon !== undefined, ...(last !== undefined && { last }) };
}

const lastOf = (pages: readonly LogPage[], order: (one: string, other: string) => number) =>
  pages
    .flatMap(({ last }) => (last === undefined ? [] : [last]))
    .sort(order)
    .at(-1);
