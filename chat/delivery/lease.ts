/** Who delivers a waiting event holds it this long; a crash meanwhile delays it by that much, never loses it. */
export const LEASE_MS = 60_000;
