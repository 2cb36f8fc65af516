import type { Audits } from '../../chat/ports/messages/audits.ts';
import type { LogEntry, LogPage, MessageLog } from '../../chat/ports/messages/messages.ts';
import type { Undelivered } from '../../chat/ports/messages/undelivered.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { DAY_MS, frozenRetention } from '../retention.ts';
import type { MemoryReactions } from './reactions.ts';

export interface MemoryMessageLog extends MessageLog {
  /** A conversation's events, oldest first; expired ones, too. */
  entriesOf(conversation: string): LogEntry[];
}

/** @param undelivered is told of what is to be delivered @param reactions knows what stands beside messages @param audits is told of what was done to keep order */
export function createMemoryMessageLog(
  { clock, retentionDays } = frozenRetention(),
  undelivered: Pick<Undelivered, 'put'> = { put: async () => undefined },
  reactions: Pick<MemoryReactions, 'beside'> = { beside: () => undefined },
  audits: Pick<Audits, 'put'> = { put: async () => undefined },
): MemoryMessageLog {
  const conversations = new Map<string, Map<string, LogEntry>>();

  const isKept = ({ event }: LogEntry) => readEventTime(event.id) + retentionDays * DAY_MS > clock.now();

  function entriesOf(conversation: string): LogEntry[] {
    const entries = [...(conversations.get(conversation)?.values() ?? [])];
    return entries.sort((one, other) => (one.event.id < other.event.id ? -1 : 1));
  }

  function annotate(conversation: string, entry: LogEntry): LogEntry {
    const annotation = reactions.beside({ conversation, id: entry.event.id });
    return annotation ? { ...entry, annotation } : entry;
  }

  function pageOf(conversation: string, entries: readonly LogEntry[], limit: number): LogPage {
    const page = entries.slice(0, limit).map((entry) => annotate(conversation, entry));
    const last = page.at(-1)?.event.id;
    return {
      entries: page.filter(isKept),
      hasMore: entries.length > limit,
      ...(last !== undefined && { last }),
    };
  }

  return {
    entriesOf,

    async append({ conversation, event, mark, audit }) {
      const entries = conversations.get(conversation) ?? new Map<string, LogEntry>();
      conversations.set(conversation, entries.set(event.id, { event }));
      if (audit) await audits.put(conversation, audit);
      if (mark) await undelivered.put({ id: event.id, conversation, ...mark });
    },

    async amend(conversation, id, { from, rev, content, by }) {
      const entries = conversations.get(conversation);
      const event = entries?.get(id)?.event;
      if (!entries || !event || !('content' in event) || event.from !== from) return false;
      const { rev: before = '', isDeleted = false } = event;
      if (content === undefined ? isDeleted && before !== rev : isDeleted || before > rev) return false;
      const amended =
        content === undefined
          ? { ...event, content: '', isDeleted: true, rev, ...(by !== undefined && { deletedBy: by }) }
          : { ...event, content, rev };
      entries.set(id, { event: amended });
      return true;
    },

    async readAfter(conversation, after, limit) {
      return pageOf(
        conversation,
        entriesOf(conversation).filter(({ event }) => event.id > after),
        limit,
      );
    },

    async readNewest(conversation, from, limit) {
      return pageOf(
        conversation,
        entriesOf(conversation)
          .filter(({ event }) => event.id >= from)
          .reverse(),
        limit,
      );
    },

    async readBefore(conversation, { before, from = '' }, limit) {
      const isMeant = ({ event: { id } }: LogEntry) => (before === undefined || id < before) && id >= from;
      return pageOf(conversation, entriesOf(conversation).filter(isMeant).reverse(), limit);
    },

    async find(conversation, id) {
      const entry = conversations.get(conversation)?.get(id);
      return entry && isKept(entry) ? entry : undefined;
    },

    async findAll(conversation, ids) {
      const found = ids.map((id) => conversations.get(conversation)?.get(id));
      return found
        .filter((entry) => entry && isKept(entry))
        .map((entry) => annotate(conversation, entry as LogEntry));
    },
  };
}
