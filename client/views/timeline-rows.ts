import type { LoggedFrame } from '../../protocol/frames-v2.ts';
import type { ChatClient } from '../chat-client.ts';
import type { ChatRequestError } from '../errors.ts';
import { failedMessages } from './failed-messages.ts';
import { conversationOf, type MessageCommand, pendingMessages } from './pending-messages.ts';
import { createView, getOrMake, type View } from './view.ts';

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

function createTimelineRows(client: ChatClient, conversation: string): TimelineView {
  const timeline = client.timeline(conversation);
  const failed = failedMessages(client);
  let known = new Map<string, Row>();
  const view = createView<TimelineRows>(
    { rows: listRows(), isComplete: timeline.isComplete, isLoading: false, error: undefined },
    client.report,
  );

  function listRows(): readonly Row[] {
    const rows = [
      ...timeline.events.map(toEventRow),
      ...failed.value
        .filter(({ command }) => conversationOf(command) === conversation)
        .map(({ ref, command, error }): Row => ({ key: ref, status: 'failed', command, error })),
      ...pendingMessages(client, conversation).map(
        ({ ref, command }): Row => ({ key: ref, status: 'pending', command }),
      ),
    ].map(reuse);
    known = new Map(rows.map((row) => [row.key, row]));
    return rows;
  }

  function reuse(row: Row): Row {
    const before = known.get(row.key);
    return before && isSame(before, row) ? before : row;
  }

  function refresh(change: Partial<TimelineRows> = {}): void {
    const rows = listRows();
    const { rows: before, ...rest } = view.value;
    const isUnchanged = rows.length === before.length && rows.every((row, index) => row === before[index]);
    const { isComplete } = timeline;
    if (isUnchanged && rest.isComplete === isComplete && Object.keys(change).length === 0) return;
    view.set({ ...rest, isComplete, ...change, rows: isUnchanged ? before : rows });
  }

  timeline.onChange(refresh);
  failed.onChange(refresh);
  client.on('pending', () => refresh());

  return {
    get value() {
      return view.value;
    },
    onChange: view.onChange,
    async older(limit) {
      refresh({ isLoading: true, error: undefined });
      const error: unknown = await timeline.older(limit).then(
        () => undefined,
        (cause) => cause,
      );
      refresh({ isLoading: false, error });
    },
  };
}

const toEventRow = (event: LoggedFrame): Row => ({
  key: (event.type === 'message' && event.sent_ref) || event.id,
  status: 'sent',
  event,
});

function isSame(one: Row, other: Row): boolean {
  if (one.status === 'sent') return other.status === 'sent' && one.event === other.event;
  return other.status === one.status && other.command === one.command && other.error === one.error;
}
