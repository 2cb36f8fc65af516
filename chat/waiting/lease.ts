/**
 * Who delivers a waiting event holds it this long: longer than a delivery takes (6 s, 2.5 s to close the unreachable,
 * and two writes of up to 5 s), and shorter than a drain waits for it, so that what a crash left held arrives.
 */
export const LEASE_MS = 20_000;
