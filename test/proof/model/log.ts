import type { LogEntry } from '../../../chat/ports/messages/messages.ts';
import type { MessageEvent } from '../../../protocol/events/messages.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import type { WorldStores } from '../simulation/stores.ts';

/** What came to be in the logs. Ids are those of events. */
export interface RecordedLog {
  /**
   * By the name of the conversation, `lobby`, `group:<id>` or `whisper:<one>|<other>`; in the order of storing. Messages as
   * they stand by now.
   */
  readonly log: ReadonlyMap<string, readonly LogEntry[]>;
  /** An event that replaced another with the same id, and was no change of a message. */
  readonly replaced: readonly { readonly before: LogEntry; readonly after: LogEntry }[];
  /** By a message's id, as it was stored and as each change of it left it, oldest first. */
  readonly versions: ReadonlyMap<string, readonly MessageVersion[]>;
}

/** What a message said from some time on. */
export interface MessageVersion {
  readonly event: MessageEvent;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** @returns the store, which does the same as before, and what it has stored */
export function recordLog(
  scheduler: Scheduler,
  store: WorldStores['log'],
): { store: WorldStores['log']; recorded: RecordedLog } {
  const log = new Map<string, LogEntry[]>();
  const replaced: RecordedLog['replaced'][number][] = [];
  const versions = new Map<string, MessageVersion[]>();

  function put(conversation: string, after: LogEntry): LogEntry | undefined {
    const entries = log.get(conversation) ?? [];
    log.set(conversation, entries);
    const place = entries.findIndex(({ event }) => event.id === after.event.id);
    const before = entries[place];
    if (before && isSame(before, after)) return undefined;
    if (before) entries[place] = after;
    else entries.push(after);
    if ('content' in after.event) {
      const { id } = after.event;
      versions.set(id, [...(versions.get(id) ?? []), { event: after.event, at: scheduler.now() }]);
    }
    return before;
  }

  return {
    recorded: { log, replaced, versions },
    store: {
      ...store,
      async append({ conversation, event, ...more }) {
        const after = { event };
        const before = put(conversation, after);
        if (before) replaced.push({ before, after });
        await store.append({ conversation, event, ...more });
      },
      async amend(conversation, id, amendment) {
        // Both look at once, with nothing in between.
        const [isAmended, entry] = await Promise.all([
          store.amend(conversation, id, amendment),
          store.find(conversation, id),
        ]);
        if (isAmended && entry) put(conversation, entry);
        return isAmended;
      },
    },
  };
}

const isSame = (one: LogEntry, other: LogEntry) => JSON.stringify(one) === JSON.stringify(other);
