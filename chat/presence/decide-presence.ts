import { idBehind, laterId, readEventTime } from '../../protocol/events/event-id.ts';
import type { Show, UserPresence } from '../ports/people/presences.ts';
import { fill } from '../rates/fill.ts';
import { PRESENCE_RATE } from '../rates/presence-rate.ts';

/** What is found out of a user before it is decided what friends see. */
export interface Found {
  /** Whether the user has a connection. */
  readonly isThere: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** An id of now, for the `rev`. */
  readonly id: string;
  /** How the user wants to be seen from the command of that id on; absent: as before. */
  readonly wish?: Wish | undefined;
  /** Nobody noticed when the user left: all that is known is that they had come at the `rev`. */
  readonly isLate?: boolean | undefined;
}

export interface Wish {
  readonly show: Show;
  readonly id: string;
}

/** What becomes of a presence: it stays, is written, or says that a change is left to a sweep, as it changes too often. */
export type Decision =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed' | 'put_off'; readonly presence: UserPresence };

/**
 * Decides what friends are to see of a user. What follows of a command is never put off: it has an allowance of its own, and who
 * wants to be unseen must be at once.
 */
export function decidePresence(before: UserPresence, found: Found): Decision {
  const { isThere, now, wish } = found;
  const isNews = wish !== undefined && wish.id > before.shownBy;
  const wished = isNews ? { ...before, show: wish.show, shownBy: wish.id } : before;
  const isOnline = isThere && wished.show === 'online';
  if (isOnline === before.isOnline) return isNews ? { kind: 'changed', presence: wished } : { kind: 'same' };
  if (isNews) return { kind: 'changed', presence: turn(wished, found) };
  const { costMs, burstMs } = PRESENCE_RATE;
  const takenUntil = fill(before.takenUntil, now, burstMs, costMs);
  const wait = takenUntil - (now + burstMs);
  if (wait > 0) return { kind: 'put_off', presence: { ...before, putOffUntil: now + wait } };
  return { kind: 'changed', presence: { ...turn(before, found), takenUntil } };
}

/** The other of online and offline. */
function turn({ seenAt: _, ...before }: UserPresence, { now, id, isLate }: Found): UserPresence {
  // Of two clocks the one behind must not make an older `rev`.
  const rev = before.rev === '' ? id : laterId(id, idBehind(before.rev));
  const isOnline = !before.isOnline;
  if (isOnline) return { ...before, isOnline, rev };
  return { ...before, isOnline, rev, seenAt: isLate ? readEventTime(before.rev) : now };
}
