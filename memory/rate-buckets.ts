import { CLOCKS_DIFFER_MS, type RateBuckets } from '../chat/ports/rate-buckets.ts';

export function createMemoryRateBuckets(): RateBuckets {
  const freeAt = new Map<string, number>();
  return {
    async take(bucket, { costMs, toleranceMs, now }) {
      const taken = freeAt.get(bucket) ?? 0;
      const latest = now + toleranceMs + costMs + CLOCKS_DIFFER_MS;
      const takenUntil = taken > latest ? now : Math.max(taken, now);
      const ahead = takenUntil - now - toleranceMs;
      if (ahead > 0) return Math.max(1, Math.ceil(ahead));
      freeAt.set(bucket, takenUntil + costMs);
      return 0;
    },
  };
}
