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
}

/** What is written of it beside its entry. */
export type DeliveryMark = Pick<UndeliveredEvent, 'heldUntil' | 'except'>;

/** Written by `MessageLog.append`, beside the entry. Times are epoch milliseconds. */
export interface Undelivered {
  /**
   * What nobody is at any more, oldest first; may lag a moment behind.
   * @param now what is younger than `HOLD_MS` is passed over
   * @param limit about how many, at most
   */
  due(now: number, limit: number): Promise<readonly UndeliveredEvent[]>;
  /** Begins to deliver an event. @returns false when somebody else is at it, or it is over */
  take(id: string, hold: { now: number; until: number }): Promise<boolean>;
  /** Goes on with it for longer. What is over stays over. */
  hold(id: string, until: number): Promise<void>;
  /** Its delivery is over; it may have been before. */
  remove(id: string): Promise<void>;
  /** What was never stored needs none. @param heldUntil as it was taken: who has stored it since has it delivered */
  drop(id: string, heldUntil: number): Promise<void>;
}

/**
 * How long an event is its function's alone: longer than its write (6 s), its posts (6 s), closing the unreachable
 * (2.5 s) and the removal (5 s) can take.
 */
export const HOLD_MS = 20_000;
