import type { Ban, Bans } from '../../chat/ports/people/bans.ts';
import { pageOf } from '../page.ts';
import { frozenRetention } from '../retention.ts';
import type { UserRecord } from './users.ts';

/** @param records of users, by name, in which bans are kept */
export function createMemoryBans(
  records: Map<string, UserRecord>,
  { clock }: Pick<ReturnType<typeof frozenRetention>, 'clock'> = frozenRetention(),
): Bans {
  return {
    async set(ban) {
      const record = records.get(ban.user);
      if (!record || (record.ban?.id ?? '') > ban.id) return false;
      records.set(ban.user, { ...record, ban });
      return true;
    },

    find: async (user) => records.get(user)?.ban,

    async list(range) {
      const standing = [...records.values()]
        .map(({ ban }) => ban)
        .filter((ban): ban is Ban => ban !== undefined && ban.until > clock.now());
      return pageOf(standing, ({ user }) => user, range);
    },
  };
}
