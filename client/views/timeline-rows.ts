import type { LoggedFrame } from '../../protocol/frames-v2.ts';
import type { ChatClient } from '../chat-client.ts';
import { createEmitter } from '../emitter.ts';
import type { ChatRequestError } from '../errors.ts';
import { failedMessages } from './failed-messages.ts';
import { conversationOf, type MessageCommand, pendingMessages, withoutArrived } from './pending-messages.ts';
import { createDerivedView, getOrMake, type View } from './view.ts';

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

/** A conversation as it is to be shown, with what is still on its way: the same view each time. */
export function timelineRows(client: ChatClient, conversation: string): TimelineView {
  const views = getOrMake(made, client, () => new Map<string, TimelineView>());
  return getOrMake(views, conversation, () => createTimelineRows(client, conversation));
}

const made = new WeakMap<ChatClient, Map<string, TimelineView>>();

interface Sent {
  readonly events: readonly LoggedFrame[];
  readonly rows: readonly EventRow[];
}

function createTimelineRows(client: ChatClient, conversation: string): TimelineView {
  const timeline = client.timeline(conversation);
  const failed = failedMessages(client);
  const changes = createEmitter<{ change: undefined }>(client.report);
  let loading: Pick<TimelineRows, 'isLoading' | 'error'> = { isLoading: false, error: undefined };
  let sent: Sent = { events: [], rows: [] };
  let unsent: readonly UnsentRow[] = [];
  let shown: TimelineRows = { rows: [], isComplete: false, ...loading };
  /** What `shown` was made of. */
  let sources: readonly unknown[] = [];

  /** Makes anew only what has changed, as each message does that, and there may be thousands. */
  function look(): TimelineRows {
    const { events, isComplete } = timeline;
    const now = [events, isComplete, failed.value, client.pending, loading];
    if (isSameList(now, sources)) return shown;
    sources = now;
    const before = { sent, unsent };
    if (events !== sent.events) sent = { events, rows: listEventRows(events, sent.rows) };
    const rows = listUnsent();
    if (!isSameList(rows, unsent)) unsent = rows;
    const isUnchanged = sent === before.sent && unsent === before.unsent;
    if (!isUnchanged) shown = { ...shown, rows: unsent.length > 0 ? [...sent.rows, ...unsent] : sent.rows };
    if (
      shown.isComplete !== isComplete ||
      shown.isLoading !== loading.isLoading ||
      shown.error !== loading.error
    )
      shown = { ...shown, ...loading, isComplete };
    return shown;
  }

  function listUnsent(): readonly UnsentRow[] {
    const pending = pendingMessages(client, conversation);
    const refs = new Set(pending.map(({ ref }) => ref));
    const failures = failed.value.filter(
      ({ ref, command }) => conversationOf(command) === conversation && !refs.has(ref),
    );
    const known = new Map(unsent.map((row) => [row.key, row]));
    return [
      ...withoutArrived(failures, timeline).map(
        ({ ref, command, error }): UnsentRow => ({ key: ref, status: 'failed', command, error }),
      ),
      ...pending.map(({ ref, command }): UnsentRow => ({ key: ref, status: 'pending', command })),
    ].map((row) => {
      const before = known.get(row.key);
      return before && isSame(before, row) ? before : row;
    });
  }

  function load(change: typeof loading): void {
    loading = change;
    changes.emit('change', undefined);
  }

  async function older(limit?: number): Promise<void> {
    load({ isLoading: true, error: undefined });
    const error: unknown = await timeline.older(limit).then(
      () => undefined,
      (cause) => cause,
    );
    load({ isLoading: false, error });
  }

  const view = createDerivedView(
    look,
    (changed) => {
      const stops = [
        timeline.onChange(changed),
        failed.onChange(changed),
        client.on('pending', changed),
        changes.on('change', changed),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    client.report,
  );
  return {
    get value() {
      return view.value;
    },
    onChange: view.onChange,
    older,
  };
}

const isSameList = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((item, place) => item === other[place]);

/** The rows of events, which are those of before where the event is: both are in the order of its ids. */
function listEventRows(events: readonly LoggedFrame[], before: readonly EventRow[]): readonly EventRow[] {
  // Mostly one has come at the end, and perhaps the first is gone.
  const start = Math.max(
    0,
    before.findIndex(({ event }) => event === events[0]),
  );
  const end = before.findIndex(({ event }, place) => place >= start && event !== events[place - start]);
  const same = before.slice(start, end < 0 ? undefined : end);
  let place = start + same.length;
  const others = events.slice(same.length).map((event) => {
    while ((before[place]?.event.id ?? event.id) < event.id) place++;
    const known = before[place];
    return known?.event === event ? known : toEventRow(event);
  });
  return [...same, ...others];
}

const toEventRow = (event: LoggedFrame): EventRow => ({
  key: (event.type === 'message' && event.sent_ref) || event.id,
  status: 'sent',
  event,
});

const isSame = (one: UnsentRow, other: UnsentRow) =>
  other.status === one.status && other.command === one.command && other.error === one.error;
