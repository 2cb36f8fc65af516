import type { GroupBan, GroupBans } from '../../chat/ports/groups/group-bans.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { pageOf } from '../page.ts';

export function createMemoryGroupBans(clock: Pick<Clock, 'now'>): GroupBans {
  const groups = new Map<string, Map<string, GroupBan>>();

  const bansOf = (group: string) => groups.get(group) ?? new Map<string, GroupBan>();

  return {
    async set(ban) {
      const bans = bansOf(ban.group);
      groups.set(ban.group, bans);
      if ((bans.get(ban.user)?.id ?? '') <= ban.id) bans.set(ban.user, ban);
    },

    find: async (group, user) => bansOf(group).get(user),

    async list({ group, groupId }, range) {
      const holding = [...bansOf(group).values()].filter(
        (ban) => ban.groupId === groupId && (ban.until ?? Number.POSITIVE_INFINITY) > clock.now(),
      );
      return pageOf(holding, ({ user }) => user, range);
    },
  };
}
