import { CLOCKS_DIFFER_MS, type RateBuckets } from '../chat/ports/rate-buckets.ts';

export function createMemoryRateBuckets(): RateBuckets {
  const buckets = new Map<string, { readonly freeAt: number; readonly takenAt: number }>();
  return {
    async take(bucket, { costMs, toleranceMs, now }) {
      const { freeAt, takenAt } = buckets.get(bucket) ?? { freeAt: now, takenAt: now };
      const horizon = now + toleranceMs;
      const wasSetBack = takenAt > now + CLOCKS_DIFFER_MS && freeAt > horizon + costMs + CLOCKS_DIFFER_MS;
      const takenUntil = wasSetBack ? now : Math.max(freeAt, now);
      if (takenUntil > horizon) return Math.max(1, Math.ceil(takenUntil - horizon));
      buckets.set(bucket, { freeAt: takenUntil + costMs, takenAt: now });
      return 0;
    },
  };
}
