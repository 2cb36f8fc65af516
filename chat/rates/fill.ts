/**
 * Adds to a leaky bucket that drains in real time. All in milliseconds, of epoch or long.
 * @param freeAt until when it was taken
 * @param mostMs how far ahead of `now` it may be: more, by a clock that has been set back since, counts as so much
 * @returns until when it is taken with that; past `now + mostMs` it has run over
 */
export const fill = (freeAt: number, now: number, mostMs: number, costMs: number) =>
  Math.min(Math.max(now, freeAt), now + mostMs) + costMs;
