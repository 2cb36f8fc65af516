import type { Mute, Mutes } from '../../chat/ports/people/mutes.ts';

export interface MemoryMutes extends Mutes {
  /** Where a user may not speak, or might not, by channel. */
  of(user: string): ReadonlyMap<string, number>;
}

export function createMemoryMutes(): MemoryMutes {
  const users = new Map<string, Map<string, Mute>>();
  return {
    async set(mute) {
      const mutes = users.get(mute.user) ?? new Map<string, Mute>();
      users.set(mute.user, mutes);
      if ((mutes.get(mute.channel)?.id ?? '') > mute.id) return false;
      mutes.set(mute.channel, mute);
      return true;
    },

    of: (user) => new Map([...(users.get(user) ?? [])].map(([channel, { until }]) => [channel, until])),
  };
}
