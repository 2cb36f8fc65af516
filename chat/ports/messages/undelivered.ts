import type { Removal } from '../../../protocol/events/memberships.ts';
import type { ConnectionRange } from '../connections/subscriptions.ts';
import type { AuditEntry } from './audits.ts';

/**
 * An event whose delivery isn't known to be over. It stands beside its entry in the log, and points there: whoever delivers an
 * event deletes it when all is handed over, so what a function left undone when it died is found.
 */
export interface UndeliveredEvent {
  /** The event's. */
  readonly id: string;
  /** In whose log it is, as `MessageLog` calls it. */
  readonly conversation: string;
  /** Until then somebody may be at it; epoch milliseconds. */
  readonly heldUntil: number;
  /** A connection of its author's that is owed nothing: the one that sent it, over v1 of a whisper, or as it asked. */
  readonly except?: string;
  /** Of what one did to another: that other, who doesn't see it, is told that something has changed. */
  readonly tellsChange?: boolean;
  /** Of a change, the message that it changes: should the event not be stored though that is changed, it is stored late. */
  readonly amends?: { readonly conversation: string; readonly id: string };
  /** Of a large audience, those whom another function was asked to post to; absent, all whom the event concerns. */
  readonly part?: ConnectionRange;
}

/** What is written of it beside its entry. */
export type DeliveryMark = Pick<UndeliveredEvent, 'heldUntil' | 'except' | 'tellsChange'>;

/** That a function was asked to hand over what waits for a user, and isn't known to have done so. */
export interface UndeliveredWaiting {
  /** Made of when it was asked, and for which connection. */
  readonly id: string;
  readonly user: string;
  /** The one that had just signed in, or another of the user's. */
  readonly connectionId: string;
  readonly heldUntil: number;
}

/**
 * That a user is about to join a group, or to leave it or be removed, by the event of that id. Storing the event overwrites it: while it
 * stands, the membership may have changed with nobody told, and its connections not have heard of it.
 */
export interface UnfinishedMembership {
  readonly id: string;
  readonly user: string;
  readonly group: string;
  readonly heldUntil: number;
  /** Of who doesn't leave by themselves: what is told of it. */
  readonly removal?: Removal | undefined;
  /** What is written down with its event, or in its stead where it is too late for that. */
  readonly audit?: AuditEntry | undefined;
}

/** That the reactions to a message are to be counted and told: by a function that waits for its turn, or a sweep. */
export interface UnfinishedReactions {
  /** Made of the message's id. */
  readonly id: string;
  /** In whose log the message is. */
  readonly conversation: string;
  /** Its id. */
  readonly message: string;
  readonly heldUntil: number;
}

/** That friends are to be told whether a user is there once it may be told again: a sweep finds out then. */
export interface UnfinishedPresence {
  /** Made of the `rev` that friends know. */
  readonly id: string;
  readonly presenceOf: string;
  readonly heldUntil: number;
}

/** That the members of a group that was disbanded are to end, and its name is to be freed then. */
export interface UnfinishedDisbanding {
  /** Made of the event's. */
  readonly id: string;
  /** The group's name. */
  readonly disbands: string;
  readonly heldUntil: number;
}

/** That a user is about to be banned, or unbanned: perhaps not all that follows from it is done, nor every connection closed. */
export interface UnfinishedBan {
  /** Of the command. */
  readonly id: string;
  readonly banned: string;
  readonly heldUntil: number;
}

/** That all that is kept of a user is to be erased, and how far that has come. */
export interface UnfinishedErasure {
  /** Made of the command's. */
  readonly id: string;
  readonly erases: string;
  /** What is next, and behind what in it; empty: from the beginning. */
  readonly step: string;
  readonly after: string;
  readonly heldUntil: number;
}

export type UndeliveredItem =
  | UndeliveredEvent
  | UndeliveredWaiting
  | UnfinishedMembership
  | UnfinishedReactions
  | UnfinishedPresence
  | UnfinishedDisbanding
  | UnfinishedBan
  | UnfinishedErasure;

/** What nobody waits for, so that it may stand there for hours. */
export type Unfinished = UnfinishedReactions | UnfinishedDisbanding | UnfinishedErasure;

export const hasNoDeadline = (one: UndeliveredItem): one is Unfinished =>
  'message' in one || 'disbands' in one || 'erases' in one;

/** Of all that is due the first: so many that have a deadline, and as many that have none. Neither hides the other. */
export const firstDue = (due: readonly UndeliveredItem[], limit: number): readonly UndeliveredItem[] => [
  ...due.filter((one) => !hasNoDeadline(one)).slice(0, limit),
  ...due.filter(hasNoDeadline).slice(0, limit),
];

/** By what an item is taken, held and removed: an event by its id. */
export const undeliveredName = ({ id, part }: Pick<UndeliveredEvent, 'id' | 'part'>) =>
  part === undefined ? id : `${id}.${part.from}`;

/** Of events written by `MessageLog.append`, beside the entry. Times are epoch milliseconds; names those of `undeliveredName`. */
export interface Undelivered {
  /**
   * Writes down that a membership is about to change; nothing where its event is stored already, and known to be undelivered.
   * @returns false when that was so, or the same was noted before
   */
  note(unfinished: UnfinishedMembership): Promise<boolean>;
  /** It did not change: takes that back. What is known of its event stays. */
  forget(id: string): Promise<void>;
  /** Writes down what another function is asked to do. */
  put(undelivered: UndeliveredItem): Promise<void>;
  /**
   * What nobody is at any more: first what has a deadline, then what has none, each oldest first; may lag a moment behind.
   * @param now what is younger than `HOLD_MS` is passed over
   * @param limit about how many of each, at most
   */
  due(now: number, limit: number): Promise<readonly UndeliveredItem[]>;
  /** Begins to deliver an event. @returns false when somebody else is at it, or it is over */
  take(name: string, hold: { now: number; until: number }): Promise<boolean>;
  /** Goes on with it for longer. What is over stays over. */
  hold(name: string, until: number): Promise<void>;
  /** Its delivery is over; it may have been before. */
  remove(name: string): Promise<void>;
  /** What was never stored needs none. @param heldUntil as it was taken: who has stored it since has it delivered */
  drop(name: string, heldUntil: number): Promise<void>;
}

/**
 * How long an event is its function's alone: longer than its write (6 s), its posts (6 s), closing the unreachable
 * (2.5 s) and the removal (5 s) can take.
 */
export const HOLD_MS = 20_000;

/**
 * How long what another function was asked for is left to that: it begins within a second unless Lambda is short of environments,
 * and may run for 30. A sweep comes within another minute, and so before the deadline.
 */
export const REQUEST_HOLD_MS = 40_000;
