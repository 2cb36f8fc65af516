import type { MessageFrame, QuoteFrame } from '../../../protocol/frames/logged.ts';
import type { ChatClient } from '../../chat-client.ts';
import type { ChatRequestError } from '../../errors.ts';
import type { ChangeCommand } from '../../wire/change-command.ts';
import type { MessageCommand } from '../../wire/message-command.ts';
import type { StandingFrame } from './amendments.ts';

/** What a conversation shows as one line: an event, or a message of one's own that isn't one yet. */
export type Row = EventRow | UnsentRow;

export interface EventRow {
  /** Stays the same when a pending message becomes an event. */
  readonly key: string;
  readonly status: 'sent';
  /** A message of the user's own already as it is when `change` is done, while that waits. */
  readonly event: StandingFrame;
  /** What the user has asked to be changed in it, while that waits, and when it has failed. */
  readonly change?: UnsentChange;
}

export interface UnsentRow {
  readonly key: string;
  readonly status: 'pending' | 'failed';
  readonly command: MessageCommand;
  /** Why it failed. */
  readonly error?: ChatRequestError;
  /** What it answers, by its `id` alone where that isn't loaded. */
  readonly quote?: QuoteFrame;
}

/** An edit or a deletion of the user's that waits, or has failed. */
export interface UnsentChange {
  /** To retry or dismiss one that failed. */
  readonly ref: string;
  readonly status: 'pending' | 'failed';
  readonly command: ChangeCommand;
  /** Why it failed. */
  readonly error?: ChatRequestError;
}

/** Whether a row is a message of the user's own that may be edited or deleted; for how long, the server says: `too_late`. */
export const canEdit = (
  { user }: Pick<ChatClient, 'user'>,
  row: Row,
): row is EventRow & { readonly event: MessageFrame } =>
  row.status === 'sent' && row.event.type === 'message' && row.event.from === user && !row.event.deleted;

/** The rows of events, which are those of before where the event is: both are in the order of its ids. */
export function listEventRows(
  events: readonly StandingFrame[],
  before: readonly EventRow[],
): readonly EventRow[] {
  let place = 0;
  return events.map((event) => {
    let known = before[place];
    while (known && known.event !== event && known.event.id < event.id) known = before[++place];
    if (known?.event !== event) return toEventRow(event);
    place++;
    return known;
  });
}

const toEventRow = (event: StandingFrame): EventRow => ({
  key: (event.type === 'message' && event.sent_ref) || event.id,
  status: 'sent',
  event,
});
