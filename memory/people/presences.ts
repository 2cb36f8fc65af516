import { NO_PRESENCE, type Presences, type UserPresence } from '../../chat/ports/people/presences.ts';

export function createMemoryPresences(): Presences {
  const presences = new Map<string, UserPresence>();
  return {
    find: async (user) => presences.get(user) ?? NO_PRESENCE,

    async findAll(users) {
      const found = users.flatMap((user) => {
        const presence = presences.get(user);
        return presence ? [[user, presence] as const] : [];
      });
      return new Map(found);
    },

    erase: async (user) => void presences.delete(user),

    async write(user, presence) {
      const { version } = presences.get(user) ?? NO_PRESENCE;
      if (version !== presence.version) return false;
      presences.set(user, { ...presence, version: version + 1 });
      return true;
    },
  };
}
