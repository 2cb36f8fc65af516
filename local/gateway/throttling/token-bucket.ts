export interface TokenBucket {
  /** Takes one token if there is one. */
  take(): boolean;
}

export interface TokenBucketOptions {
  /** Tokens a second; `Infinity` for no limit. */
  readonly rate: number;
  /** Tokens when full, which it is at first. */
  readonly capacity: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The algorithm that API Gateway documents for its throttling: a steady rate and a burst. */
export function createTokenBucket(options: TokenBucketOptions): TokenBucket {
  const { rate, capacity, now } = options;
  let tokens = capacity;
  let filledAt = now();
  return {
    take() {
      if (rate === Number.POSITIVE_INFINITY) return true;
      const time = now();
      // A clock that was set back must not drain the bucket.
      const elapsed = Math.max(0, time - filledAt);
      tokens = Math.min(capacity, tokens + (elapsed / 1000) * rate);
      filledAt = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
