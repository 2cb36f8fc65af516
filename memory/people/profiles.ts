import type { Profiles } from '../../chat/ports/people/profiles.ts';
import type { UserRecord } from './users.ts';

/** @param records of who has signed in, by name */
export function createMemoryProfiles(records: Map<string, UserRecord>): Profiles {
  return {
    find: async (user) => records.get(user)?.profile,

    async findAll(users) {
      const found = users.flatMap((user) => {
        const record = records.get(user);
        return record && record.erasing === undefined ? [[user, record.profile] as const] : [];
      });
      return new Map(found);
    },

    async write(user, profile, before) {
      const record = records.get(user);
      if (record?.profile.rev !== before || record.erasing !== undefined) return false;
      records.set(user, { ...record, profile });
      return true;
    },
  };
}
