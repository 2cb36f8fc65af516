import type { WaitingLease } from '../ports/messages/messages.ts';

/**
 * Who delivers a waiting event holds it this long: longer than a delivery takes (6 s, 2.5 s to close the unreachable,
 * and two writes of up to 5 s), and shorter than a drain waits for it, so that what a crash left held arrives.
 */
export const LEASE_MS = 20_000;

/** A lease from now on, of a drain. @param now epoch milliseconds @param by no other drain's */
export const makeLease = (now: number, by: number): WaitingLease => ({ now, until: now + LEASE_MS, by });
