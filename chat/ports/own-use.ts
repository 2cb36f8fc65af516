/** What one environment has let through of a bucket by itself. Times are epoch milliseconds. */
export interface OwnUse {
  /** Until then what the environment may let through without asking is used up. */
  readonly freeAt: number;
  /** Milliseconds of the bucket's time that were let through and aren't counted yet where all environments see it. */
  readonly owedMs: number;
  /** Until then the bucket is taken at the least: this environment took it so far. */
  readonly takenUntil: number;
  /** Until then the shared count has refused: asking again would cost a write and change nothing. */
  readonly refusedUntil: number;
  /** How many milliseconds of the bucket's time it was that was refused: what takes more is refused for longer. */
  readonly refusedMs: number;
  /** When it did so. Later than now is by a clock that has been set back since. */
  readonly refusedAt: number;
}
