import type { ChatClient } from '../../chat-client.ts';
import { createEmitter } from '../../emitter.ts';
import { conversationOf } from '../../wire/message-command.ts';
import { hasSameFields, isSameList } from '../same.ts';
import { follow, getOrMake, type View } from '../view.ts';
import { createChangedRows } from './changed-rows.ts';
import { failedMessages } from './failed-messages.ts';
import { pendingMessages, withoutArrived } from './pending-messages.ts';
import { quote } from './quotes.ts';
import { type EventRow, listEventRows, type Row, type UnsentRow } from './rows.ts';
import { findEvent } from './timeline.ts';

export interface TimelineRows {
  /** Events in their order, then what failed, then what is pending; a row is the same object until it changes. */
  readonly rows: readonly Row[];
  /** Whether history has nothing older. */
  readonly isComplete: boolean;
  /** Whether older ones are being loaded. */
  readonly isLoading: boolean;
  /** Why older ones could not be loaded the last time. */
  readonly error: unknown;
}

export interface TimelineView extends View<TimelineRows> {
  /** Loads older events. Never rejects: `error` says what went wrong, and it may be called again. */
  older(limit?: number): Promise<void>;
}

/**
 * A conversation as it is to be shown, with what is still on its way: the same view each time. While somebody listens, what
 * could not be loaded is asked for again with the next connection.
 */
export function timelineRows(client: ChatClient, conversation: string): TimelineView {
  const views = getOrMake(made, client, () => new Map<string, TimelineView>());
  return getOrMake(views, conversation, () => createTimelineRows(client, conversation));
}

const made = new WeakMap<ChatClient, Map<string, TimelineView>>();

function createTimelineRows(client: ChatClient, conversation: string): TimelineView {
  const timeline = client.timeline(conversation);
  const failed = failedMessages(client);
  const withChanges = createChangedRows(client, conversation);
  const loads = createEmitter<{ change: undefined }>(client.reportError);
  const listening = new Set<() => void>();
  let loading: Pick<TimelineRows, 'isLoading' | 'error'> = { isLoading: false, error: undefined };
  let told: readonly EventRow[] = [];
  let unsent: readonly UnsentRow[] = [];
  let shown: TimelineRows = { rows: [], isComplete: false, ...loading };
  /** What `shown` was made of. */
  let sources: readonly unknown[] = [];

  /** Makes anew only what has changed, as each message does that, and there may be thousands. */
  function look(): TimelineRows {
    const { events, isComplete } = timeline;
    const now = [events, failed.value, failed.changes.value, client.pending, isComplete, loading];
    if (isSameList(now, sources)) return shown;
    if (events !== sources[0]) told = listEventRows(events, told);
    unsent = listUnsent();
    sources = now;
    const rows = [...withChanges(told), ...unsent];
    const next = { rows: isSameList(rows, shown.rows) ? shown.rows : rows, isComplete, ...loading };
    if (!hasSameFields(next, shown)) shown = next;
    return shown;
  }

  function listUnsent(): readonly UnsentRow[] {
    const pending = pendingMessages(client, conversation);
    const failures = failed.value.filter(
      ({ ref, command }) =>
        conversationOf(command) === conversation && !pending.some((other) => other.ref === ref),
    );
    return [
      ...withoutArrived(failures, timeline).map(
        ({ ref, command, error }): UnsentRow => ({ key: ref, status: 'failed', command, error }),
      ),
      ...pending.map(({ ref, command }): UnsentRow => ({ key: ref, status: 'pending', command })),
    ]
      .map(withQuote)
      .map((row) => unsent.find((before) => hasSameFields(before, row)) ?? row);
  }

  function withQuote(row: UnsentRow): UnsentRow {
    const id = row.command.reply_to;
    if (id === undefined) return row;
    const known = unsent.find(({ key }) => key === row.key)?.quote ?? { id };
    return { ...row, quote: quote(known, findEvent(timeline.events, id)) };
  }

  function load(change: typeof loading): void {
    loading = change;
    loads.emit('change', undefined);
  }

  async function older(limit?: number): Promise<void> {
    load({ isLoading: true, error: undefined });
    const error: unknown = await timeline.older(limit).then(
      () => undefined,
      (cause) => cause,
    );
    load({ isLoading: false, error });
  }

  return {
    get value() {
      return look();
    },
    // It follows what it is made of while somebody listens: nothing else holds it, and its timeline may let its events go.
    onChange(listener) {
      const stop = follow(
        look,
        [
          timeline.onChange,
          failed.onChange,
          failed.changes.onChange,
          (lookAgain) => client.on('pending', lookAgain),
          (lookAgain) => loads.on('change', lookAgain),
          () =>
            client.on('state', ({ state }) => {
              if (state === 'live' && loading.error !== undefined) void older();
            }),
        ],
        listener,
      );
      listening.add(stop);
      return () => {
        stop();
        if (!listening.delete(stop) || listening.size > 0) return;
        sources = told = unsent = [];
        shown = { ...shown, rows: [] };
      };
    },
    older,
  };
}
