import type { Subscription } from '../ports/connections/subscriptions.ts';
import { seenFrom } from '../ports/groups/groups.ts';

/** Who of a channel's audience gets nothing of an event. */
export interface Withheld {
  /** Of the event; of a change, the message's. */
  readonly id: string;
  /** Users who have blocked its author. */
  readonly blockers: ReadonlySet<string>;
  /** A connection that is told otherwise. */
  readonly except?: string | undefined;
}

/** @returns whether a subscription gets nothing: also who joined behind the event, as they see nothing of it in the log */
export const isWithheld =
  ({ id, blockers, except }: Withheld) =>
  (subscription: Subscription): boolean =>
    blockers.has(subscription.user) || seenFrom(subscription) > id || subscription.connectionId === except;
