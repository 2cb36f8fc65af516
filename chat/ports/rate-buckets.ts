/**
 * By how much the clocks of two environments may differ. A bucket that was last taken later than that from now, and is
 * taken further ahead than a take could have done it now, was taken by a clock that has been set back since: it counts as
 * free. How far ahead it is tells nothing by itself, as its takes may cost what they like: what a user said before a
 * large lobby takes the bucket for minutes, what they say before a group for milliseconds.
 */
export const CLOCKS_DIFFER_MS = 60_000;

/** What is taken of a bucket, in milliseconds. */
export interface RateShare {
  readonly costMs: number;
  readonly toleranceMs: number;
  readonly now: number;
  readonly isTaken?: boolean;
}

/** Leaky buckets that all function environments share: how fast something may follow something else. */
export interface RateBuckets {
  /**
   * Takes a share of a bucket's time, which drains in real time.
   * @param bucket its name, for example a channel's
   * @param share.costMs how long the bucket is taken by this
   * @param share.toleranceMs how far ahead of the present it may be taken already
   * @param share.now epoch milliseconds
   * @param share.isTaken what to try first: that it is taken already saves a write where it is
   * @returns 0 when it was taken; else the milliseconds after which it may be tried again
   */
  take(bucket: string, share: RateShare): Promise<number>;
}
