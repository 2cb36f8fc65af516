import type { LoggedFrame } from '../../protocol/frames-v2.ts';
import type { ChatClient } from '../chat-client.ts';
import { createEmitter } from '../emitter.ts';
import type { ChatRequestError } from '../errors.ts';
import { conversationOf, type MessageCommand } from '../wire/message-command.ts';
import { failedMessages } from './failed-messages.ts';
import { pendingMessages, withoutArrived } from './pending-messages.ts';
import { getOrMake, type View } from './view.ts';

/** What a conversation shows as one line: an event, or a message of one's own that isn't one yet. */
export type Row = EventRow | UnsentRow;

export interface EventRow {
  /** Stays the same when a pending message becomes an event. */
  readonly key: string;
  readonly status: 'sent';
  readonly event: LoggedFrame;
}

export interface UnsentRow {
  readonly key: string;
  readonly status: 'pending' | 'failed';
  readonly command: MessageCommand;
  /** Why it failed. */
  readonly error?: ChatRequestError;
}

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
  const loads = createEmitter<{ change: undefined }>(client.report);
  const listening = new Set<() => void>();
  let loading: Pick<TimelineRows, 'isLoading' | 'error'> = { isLoading: false, error: undefined };
  let sent: readonly EventRow[] = [];
  let unsent: readonly UnsentRow[] = [];
  let shown: TimelineRows = { rows: [], isComplete: false, ...loading };
  /** What `shown` was made of. */
  let sources: readonly unknown[] = [];

  /** Makes anew only what has changed, as each message does that, and there may be thousands. */
  function look(): TimelineRows {
    const { events, isComplete } = timeline;
    const now = [events, failed.value, client.pending, isComplete, loading];
    if (isSameList(now, sources)) return shown;
    if (events !== sources[0]) sent = listEventRows(sinceMembership(events, client.user), sent);
    unsent = listUnsent();
    sources = now;
    const rows = [...sent, ...unsent];
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
    ].map((row) => unsent.find((before) => hasSameFields(before, row)) ?? row);
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
      let before = look();
      const changed = () => {
        const now = look();
        if (now === before) return;
        before = now;
        listener();
      };
      const stops = [
        timeline.onChange(changed),
        failed.onChange(changed),
        client.on('pending', changed),
        loads.on('change', changed),
        client.on('state', ({ state }) => {
          if (state === 'live' && loading.error !== undefined) void older();
        }),
      ];
      listening.add(changed);
      return () => {
        for (const stop of stops) stop();
        if (!listening.delete(changed) || listening.size > 0) return;
        sources = sent = unsent = [];
        shown = { ...shown, rows: [] };
      };
    },
    older,
  };
}

const isSameList = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((item, place) => item === other[place]);

const hasSameFields = (one: object, other: object) => isSameList(Object.values(one), Object.values(other));

/** Whoever has left a group may not read any more what was said there before, nor once they are in it again. */
const sinceMembership = (events: readonly LoggedFrame[], user: string | undefined) =>
  events.slice(
    events.reduce((start, event, place) => {
      const isOwn = (event.type === 'joined' || event.type === 'left') && event.user === user;
      return isOwn ? place : start;
    }, 0),
  );

/** The rows of events, which are those of before where the event is: both are in the order of its ids. */
function listEventRows(events: readonly LoggedFrame[], before: readonly EventRow[]): readonly EventRow[] {
  let place = 0;
  return events.map((event) => {
    let known = before[place];
    while (known && known.event !== event && known.event.id < event.id) known = before[++place];
    if (known?.event !== event) return toEventRow(event);
    place++;
    return known;
  });
}

const toEventRow = (event: LoggedFrame): EventRow => ({
  key: (event.type === 'message' && event.sent_ref) || event.id,
  status: 'sent',
  event,
});
