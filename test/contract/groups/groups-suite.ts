import { describe, expect, test } from '@jest/globals';
import type { Group, Membership } from '../../../chat/ports/groups/groups.ts';
import { newGroup } from '../../../chat/rules/new-group.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeGroups(stores: () => Stores): void {
  describe('groups', () => {
    const consistent = { consistent: true };
    const [leaving, laterLeaving] = [idAt(1_767_225_600_000), idAt(1_767_225_700_000)];

    function membership(more: Partial<Membership> = {}): Membership {
      const group = freshName('group');
      return { user: freshName('user'), group, groupId: `id-of-${group}`, version: '000V1', ...more };
    }

    async function join(more: Partial<Membership> = {}): Promise<Membership> {
      const added = membership(more);
      await stores().groups.addMember(added);
      return added;
    }

    test('finds no group that nobody made', async () => {
      expect(await stores().groups.find(freshName('group'))).toBeUndefined();
    });

    /** As much as a group may be. */
    function described(name: string): Group {
      const event = { id: idAt(1), group: name, by: 'user1' };
      return {
        groupId: 'id1',
        name,
        kind: 'private',
        history: 'full',
        title: 'Developers 🛠',
        about: 'Who builds it\nand who runs it',
        owners: ['user1', 'user2'],
        moderators: ['user3'],
        pins: [{ id: idAt(1), from: 'user3', by: 'user1', event: idAt(2) }],
        rev: idAt(2),
        recent: [
          { type: 'role_changed', ...event, user: 'user2', role: 'owner' },
          { type: 'described', ...event },
          { type: 'pinned', ...event, id: idAt(2), of: idAt(1), from: 'user3' },
        ],
      };
    }

    test('makes a group once, and finds it from then on, as it was made', async () => {
      const [name, other] = [freshName('group'), freshName('group')];
      expect(await stores().groups.create(described(name))).toBe(true);
      expect(await stores().groups.create(newGroup(other, 'id2'))).toBe(true);
      expect(await stores().groups.create(newGroup(name, 'id3'))).toBe(false);
      expect(await stores().groups.find(name)).toEqual(described(name));
      expect(await stores().groups.find(other)).toEqual(newGroup(other, 'id2'));
    });

    test('makes one group when several come at once', async () => {
      const name = freshName('group');
      const ids = ['id1', 'id2', 'id3'];
      const made = await Promise.all(ids.map((id) => stores().groups.create(newGroup(name, id))));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await stores().groups.find(name)).toEqual(newGroup(name, ids[made.indexOf(true)] ?? ''));
    });

    test('finds several groups by their names, without those that there aren’t', async () => {
      const [name, other] = [freshName('group'), freshName('group')];
      await stores().groups.create(described(name));
      await stores().groups.create(newGroup(other, 'id2'));
      const found = await stores().groups.findAll([name, freshName('group'), other], consistent);
      expect(Object.fromEntries(found)).toEqual({ [name]: described(name), [other]: newGroup(other, 'id2') });
    });

    test('changes a group as it was read, and none that has changed since', async () => {
      const name = freshName('group');
      const group = newGroup(name, idAt(1));
      await stores().groups.create(group);
      const changes = [idAt(2), idAt(3)].map((rev) => ({ ...described(name), groupId: idAt(1), rev }));
      const written = await Promise.all(changes.map((each) => stores().groups.change(each, group.rev)));
      expect(written.filter(Boolean)).toHaveLength(1);
      const standing = changes[written.indexOf(true)] ?? group;
      expect(await stores().groups.find(name)).toEqual(standing);
      expect(await stores().groups.change({ ...group, rev: idAt(4) }, standing.rev)).toBe(true);
      // What was said of it is gone.
      expect(await stores().groups.find(name)).toEqual({ ...group, rev: idAt(4) });
    });

    test('gives the name of a group that is free to another, and of no other', async () => {
      const name = freshName('group');
      const ended = { ...newGroup(name, idAt(1)), endedBy: idAt(2), rev: idAt(2) };
      await stores().groups.create(ended);
      expect(await stores().groups.find(name)).toEqual(ended);
      expect(await stores().groups.create(newGroup(name, idAt(4)))).toBe(false);
      const freed = { ...ended, isFree: true, rev: idAt(3) } as const;
      expect(await stores().groups.change(freed, ended.rev)).toBe(true);
      expect(await stores().groups.find(name)).toEqual(freed);
      expect(await stores().groups.create(newGroup(name, idAt(4)))).toBe(true);
      expect(await stores().groups.find(name)).toEqual(newGroup(name, idAt(4)));
    });

    test('changes no group that there isn’t', async () => {
      const name = freshName('group');
      expect(await stores().groups.change(newGroup(name, 'id1'), 'id1')).toBe(false);
      expect(await stores().groups.find(name)).toBeUndefined();
    });

    test('keeps from where a member sees what was said', async () => {
      const added = await join({ from: '000V0' });
      const { user, group } = added;
      expect(await stores().groups.membership(user, group, consistent)).toEqual(added);
      expect(await stores().groups.memberships(user)).toEqual([added]);
    });

    test.each([true, false])('finds a membership (consistent: %p)', async (isConsistent) => {
      const added = membership();
      expect(await stores().groups.addMember(added)).toBe(true);
      const { user, group } = added;
      expect(await stores().groups.membership(user, group, { consistent: isConsistent })).toEqual(added);
    });

    test('finds no membership of somebody else or of another group', async () => {
      const { user, group } = await join();
      expect(await stores().groups.membership(user, freshName('group'), consistent)).toBeUndefined();
      expect(await stores().groups.membership(freshName('user'), group, consistent)).toBeUndefined();
    });

    test('refuses a member a second membership, and keeps the first', async () => {
      const added = await join();
      expect(await stores().groups.addMember({ ...added, version: '000V2' })).toBe(false);
      expect(await stores().groups.membership(added.user, added.group, consistent)).toEqual(added);
    });

    test('adds a member again by the very version that made one, as after a crash', async () => {
      const added = await join();
      expect(await stores().groups.addMember(added)).toBe(true);
      expect(await stores().groups.memberships(added.user)).toEqual([added]);
    });

    test('adds a member once when asked twice at once', async () => {
      const added = membership();
      const outcomes = await Promise.all(
        ['000V1', '000V2'].map((version) => stores().groups.addMember({ ...added, version })),
      );
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('ends a membership, once', async () => {
      const added = await join();
      expect(await stores().groups.removeMember(added)).toBe(true);
      expect(await stores().groups.removeMember(added)).toBe(false);
      expect(await stores().groups.membership(added.user, added.group, consistent)).toBeUndefined();
    });

    test('does not end a newer membership than the one that was meant', async () => {
      const added = await join({ version: '000V2' });
      expect(await stores().groups.removeMember({ ...added, version: '000V1' })).toBe(false);
      expect(await stores().groups.membership(added.user, added.group, consistent)).toEqual(added);
    });

    test('finds no member to remove where there never was one', async () => {
      expect(await stores().groups.removeMember(membership())).toBe(false);
    });

    test('lets a member come back under another version', async () => {
      const added = await join();
      await stores().groups.removeMember(added);
      expect(await stores().groups.addMember({ ...added, version: '000V2' })).toBe(true);
      expect(await stores().groups.memberships(added.user)).toEqual([{ ...added, version: '000V2' }]);
    });

    test('ends a membership by an event, and tells which', async () => {
      const added = await join();
      const { user, group } = added;
      const other = await join({ user });
      expect(await stores().groups.endMembership(user, group, leaving)).toEqual(added);
      for (const isConsistent of [true, false]) {
        const found = await stores().groups.membership(user, group, { consistent: isConsistent });
        expect(found).toBeUndefined();
      }
      expect(await stores().groups.memberships(user)).toEqual([other]);
    });

    test('ends a membership again by the very event that ended it, as after a crash, and by no other', async () => {
      const added = await join();
      const end = (id: string) => stores().groups.endMembership(added.user, added.group, id);
      expect(await end(leaving)).toEqual(added);
      expect(await end(leaving)).toEqual(added);
      expect(await end(laterLeaving)).toBeUndefined();
      expect(await end(leaving)).toEqual(added);
    });

    test('ends a membership once when two events would at once', async () => {
      const added = await join();
      const outcomes = await Promise.all(
        [leaving, laterLeaving].map((id) => stores().groups.endMembership(added.user, added.group, id)),
      );
      expect(outcomes.filter((ended) => ended !== undefined)).toEqual([added]);
    });

    test('ends no membership where there never was one, and makes nothing of it', async () => {
      const { user, group, ...more } = membership();
      expect(await stores().groups.endMembership(user, group, leaving)).toBeUndefined();
      expect(await stores().groups.memberships(user)).toEqual([]);
      expect(await stores().groups.addMember({ user, group, ...more })).toBe(true);
    });

    test('tell what an event did to them, until another has changed them', async () => {
      const added = await join();
      const { user, group, version } = added;
      const changedBy = (id: string) => stores().groups.changedBy(user, group, id);
      expect(await changedBy(version)).toEqual({ membership: added, hasEnded: false });
      expect(await changedBy(leaving)).toBeUndefined();
      await stores().groups.endMembership(user, group, leaving);
      expect(await changedBy(version)).toBeUndefined();
      expect(await changedBy(leaving)).toEqual({ membership: added, hasEnded: true });
      await stores().groups.addMember({ ...added, version: laterLeaving });
      expect(await changedBy(leaving)).toBeUndefined();
      expect(await stores().groups.changedBy(freshName('user'), group, leaving)).toBeUndefined();
    });

    test('are not ended by a leaving from before the joining, which came again', async () => {
      const added = await join({ version: laterLeaving });
      expect(await stores().groups.endMembership(added.user, added.group, leaving)).toBeUndefined();
      expect(await stores().groups.memberships(added.user)).toEqual([added]);
    });

    test('has nothing left to remove of a membership that an event ended', async () => {
      const added = await join();
      const { user, group } = added;
      await stores().groups.endMembership(user, group, leaving);
      expect(await stores().groups.removeMember(added)).toBe(false);
      expect(await stores().groups.endMembership(user, group, leaving)).toEqual(added);
    });

    test('does not bring a membership back that has ended, by the version that made it', async () => {
      const added = await join();
      const { user, group } = added;
      await stores().groups.endMembership(user, group, leaving);
      expect(await stores().groups.addMember(added)).toBe(false);
      expect(await stores().groups.memberships(user)).toEqual([]);
    });

    test('lets who ended a membership come back under another version, and leave again', async () => {
      const added = await join();
      const { user, group } = added;
      await stores().groups.endMembership(user, group, leaving);
      const again = { ...added, version: '000V2' };
      expect(await stores().groups.addMember(again)).toBe(true);
      expect(await stores().groups.addMember(again)).toBe(true);
      expect(await stores().groups.addMember({ ...added, version: 'v3' })).toBe(false);
      expect(await stores().groups.membership(user, group, consistent)).toEqual(again);
      expect(await stores().groups.memberships(user)).toEqual([again]);
      expect(await stores().groups.endMembership(user, group, laterLeaving)).toEqual(again);
      expect(await stores().groups.memberships(user)).toEqual([]);
    });

    test('lists all memberships of a user, and nobody else’s', async () => {
      const first = await join();
      const second = await join({ user: first.user });
      await join();
      const listed = await stores().groups.memberships(first.user);
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining([first, second]));
    });

    test('lists nothing for somebody in no group', async () => {
      expect(await stores().groups.memberships(freshName('user'))).toEqual([]);
    });

    test('lists memberships of more than one page', async () => {
      const user = freshName('user');
      // DynamoDB ends a page at 1 MB, so versions are as long as no real one is.
      const version = 'v'.repeat(200_000);
      const joined = await Promise.all(Array.from({ length: 7 }, () => join({ user, version })));
      const listed = await stores().groups.memberships(user);
      expect(listed.map(({ group }) => group).toSorted()).toEqual(
        joined.map(({ group }) => group).toSorted(),
      );
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      expect(await stores().groups.find(name)).toBeUndefined();
      expect(await stores().groups.create(newGroup(name, 'id1'))).toBe(true);
      expect(await stores().groups.find(name)).toEqual(newGroup(name, 'id1'));
      const added = { user: name, group: name, groupId: 'id1', version: '000V1' };
      expect(await stores().groups.membership(name, name, consistent)).toBeUndefined();
      expect(await stores().groups.addMember(added)).toBe(true);
      expect(await stores().groups.memberships(name)).toEqual([added]);
      expect(await stores().groups.endMembership(name, name, leaving)).toEqual(added);
      expect(await stores().groups.memberships(name)).toEqual([]);
    });
  });
}
