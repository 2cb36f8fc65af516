import { describe, expect, test } from '@jest/globals';
import type { GroupBan } from '../../../chat/ports/groups/group-bans.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeGroupBans(stores: () => Stores): void {
  describe('bans from groups', () => {
    const consistent = { consistent: true };
    const now = () => stores().clock.now();

    function ban(more: Partial<GroupBan> = {}): GroupBan {
      const group = freshName('group');
      return {
        group,
        groupId: `id-of-${group}`,
        user: freshName('user'),
        by: 'user1',
        id: idAt(now()),
        ...more,
      };
    }

    async function set(more: Partial<GroupBan> = {}): Promise<GroupBan> {
      const made = ban(more);
      await stores().groupBans.set(made);
      return made;
    }

    const find = ({ group, user }: GroupBan) => stores().groupBans.find(group, user, consistent);
    const listed = async (
      { group, groupId }: Pick<GroupBan, 'group' | 'groupId'>,
      limit = 100,
      after?: string,
    ) => {
      const range = { limit, ...(after !== undefined && { after }) };
      const { items, hasMore } = await stores().groupBans.list({ group, groupId }, range);
      return { users: items.map(({ user }) => user), hasMore };
    };

    test('are found as they were set, by either read', async () => {
      const [forGood, ending] = [await set(), await set({ until: now() + 60_000, reason: 'Spam 🛠' })];
      expect(await find(forGood)).toEqual(forGood);
      expect(await find(ending)).toEqual(ending);
      const { group, user } = ending;
      expect(await stores().groupBans.find(group, user, { consistent: false })).toEqual(ending);
      expect(await stores().groupBans.find(group, freshName('user'), consistent)).toBeUndefined();
    });

    test('stand as the latest command has set them, whichever is written last', async () => {
      const first = await set();
      const [second, third] = [idAt(now() + 1_000), idAt(now() + 2_000)];
      await stores().groupBans.set({ ...first, id: third, until: 0 });
      await stores().groupBans.set({ ...first, id: second, reason: 'Spam' });
      expect(await find(first)).toEqual({ ...first, id: third, until: 0 });
      await stores().groupBans.set({ ...first, id: third, until: 0 });
      expect(await find(first)).toEqual({ ...first, id: third, until: 0 });
    });

    test('take nothing over from those before', async () => {
      const first = await set({ until: now() + 60_000, reason: 'Spam' });
      const { until: _, reason: __, ...rest } = first;
      await stores().groupBans.set({ ...rest, id: idAt(now() + 1_000) });
      expect(await find(first)).toEqual({ ...rest, id: idAt(now() + 1_000) });
    });

    test('are listed by name, page by page, without those that have ended', async () => {
      const { group, groupId } = ban();
      const names = ['ann', 'ben', 'cat', 'dan'];
      for (const user of names) await set({ group, groupId, user });
      await set({ group, groupId, user: 'bea', until: 0 });
      await set({ group, groupId, user: 'bob', until: now() - 1 });
      await set({ group, groupId, user: 'eve', until: now() + 60_000 });
      expect(await listed({ group, groupId })).toEqual({ users: [...names, 'eve'], hasMore: false });
      expect(await listed({ group, groupId }, 2)).toEqual({ users: ['ann', 'ben'], hasMore: true });
      expect(await listed({ group, groupId }, 3, 'ben')).toEqual({
        users: ['cat', 'dan', 'eve'],
        hasMore: false,
      });
    });

    test('are of the group that had the name then, and of no other that has it later', async () => {
      const old = await set();
      expect(await listed({ group: old.group, groupId: 'another' })).toEqual({ users: [], hasMore: false });
      expect(readEventTime((await find(old))?.id ?? '')).toBe(now());
    });

    test.each(AWKWARD_NAMES)('take %s for a name like any other', async (name) => {
      const made = await set({ group: name, user: name });
      expect(await find(made)).toEqual(made);
      expect(await listed(made)).toEqual({ users: [name], hasMore: false });
    });
  });
}
