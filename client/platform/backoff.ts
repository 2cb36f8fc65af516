/** Milliseconds */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait before trying again: anything up to a bound that doubles with each failure ("full jitter"), so
 * that many clients that failed together don't come back together.
 * @param failures how many there have been before this one
 * @param random a number in [0, 1)
 * @returns milliseconds
 */
export function backoff({ firstMs, mostMs }: BackoffLimits, failures: number, random: () => number): number {
  return Math.floor(random() * Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30)));
}
