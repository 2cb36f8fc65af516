import { describe, expect, test } from '@jest/globals';
import type { Membership } from '../../../chat/ports/groups/groups.ts';
import { idAt } from '../event-ids.ts';
import { followPages } from '../follow-pages.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeGroupLists(stores: () => Stores): void {
  describe('the lists of groups and members', () => {
    async function join(user: string, group: string, groupId: string): Promise<Membership> {
      const membership = { user, group, groupId, version: `00 ${user} in ${group}` };
      await stores().groups.addMember(membership);
      return membership;
    }

    const groupsOf = (user: string, limit: number) =>
      followPages(
        (range) => stores().groups.listMemberships(user, range),
        ({ group }) => group,
        limit,
      );
    const membersOf = (groupId: string, limit: number) =>
      followPages(
        (range) => stores().groups.listMembers(groupId, range),
        ({ user }) => user,
        limit,
      );

    test.each([
      [1, [1, 1, 1, 1]],
      [2, [2, 2]],
      [3, [3, 1]],
      [4, [4]],
      [9, [4]],
    ])('come by name, each once, %i at a time', async (limit, sizes) => {
      const [user, group] = [freshName('user'), freshName('group')];
      for (const name of ['b', 'Z', '9', 'a']) {
        await join(user, `${group}.${name}`, `id-of-${group}.${name}`);
        await join(`${user}.${name}`, group, `id-of-${group}`);
      }
      const ordered = ['9', 'Z', 'a', 'b'];
      const groups = await groupsOf(user, limit);
      expect(groups.flat().map((one) => one.group)).toEqual(ordered.map((name) => `${group}.${name}`));
      expect(groups.map(({ length }) => length)).toEqual(sizes);
      const members = await membersOf(`id-of-${group}`, limit);
      expect(members.flat().map((one) => one.user)).toEqual(ordered.map((name) => `${user}.${name}`));
      expect(members.map(({ length }) => length)).toEqual(sizes);
    });

    test('hold memberships with all their fields', async () => {
      const membership = await join(freshName('user'), freshName('group'), freshName('id'));
      const page = { items: [membership], hasMore: false };
      expect(await stores().groups.listMemberships(membership.user, { limit: 5 })).toEqual(page);
      expect(await stores().groups.listMembers(membership.groupId, { limit: 5 })).toEqual(page);
    });

    test.each([1, 2, 3, 9])('go on past memberships that have ended, %i at a time', async (limit) => {
      const [user, group] = [freshName('user'), freshName('group')];
      const end = (who: string, where: string) =>
        stores().groups.endMembership(who, where, idAt(1_900_000_000_000));
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
        await join(user, `${group}.${name}`, `id-of-${group}.${name}`);
        await join(`${user}.${name}`, group, `id-of-${group}`);
        if (['c', 'e'].includes(name)) continue;
        await end(user, `${group}.${name}`);
        await end(`${user}.${name}`, group);
      }
      const sizes = limit === 1 ? [1, 1] : [2];
      const groups = await groupsOf(user, limit);
      expect(groups.flat().map((one) => one.group)).toEqual([`${group}.c`, `${group}.e`]);
      expect(groups.map(({ length }) => length)).toEqual(sizes);
      const members = await membersOf(`id-of-${group}`, limit);
      expect(members.flat().map((one) => one.user)).toEqual([`${user}.c`, `${user}.e`]);
      expect(members.map(({ length }) => length)).toEqual(sizes);
    });

    test('list a member who came back', async () => {
      const added = await join(freshName('user'), freshName('group'), freshName('id'));
      await stores().groups.endMembership(added.user, added.group, idAt(1_900_000_000_000));
      const again = { ...added, version: 'again' };
      await stores().groups.addMember(again);
      expect(await groupsOf(added.user, 1)).toEqual([[again]]);
      expect(await membersOf(added.groupId, 1)).toEqual([[again]]);
    });

    test('hold nobody who has left, and nothing that one isn’t in', async () => {
      const group = freshName('group');
      const [staying, leaving] = [
        await join(freshName('user'), group, `id-of-${group}`),
        await join(freshName('user'), group, `id-of-${group}`),
      ];
      await stores().groups.removeMember(leaving);
      expect(await membersOf(`id-of-${group}`, 5)).toEqual([[staying]]);
      expect(await groupsOf(leaving.user, 5)).toEqual([[]]);
      expect(await membersOf(freshName('id'), 5)).toEqual([[]]);
    });

    test.each(AWKWARD_NAMES)('take %s for a name like any other', async (name) => {
      const groupId = freshName('id');
      const membership = await join(name, `${name.slice(0, 60)}.x`, groupId);
      expect(await membersOf(groupId, 1)).toEqual([[membership]]);
      expect((await groupsOf(name, 1)).flat()).toContainEqual(membership);
    });
  });
}
