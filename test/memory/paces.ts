import type { Paces } from '../../chat/ports/paces.ts';

export function createMemoryPaces(): Paces {
  const freeAt = new Map<string, number>();
  return {
    async take(channel, { costMs, toleranceMs, now }) {
      const takenUntil = Math.max(freeAt.get(channel) ?? 0, now);
      const ahead = takenUntil - now - toleranceMs;
      if (ahead > 0) return Math.max(1, Math.ceil(ahead));
      freeAt.set(channel, takenUntil + costMs);
      return 0;
    },
  };
}
