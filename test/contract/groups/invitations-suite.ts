import { describe, expect, test } from '@jest/globals';
import type { Invitation } from '../../../chat/ports/groups/invitations.ts';
import { INVITATION_DAYS } from '../../../protocol/limits.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, DAY_MS, freshName, type Stores } from '../stores.ts';

export function describeInvitations(stores: () => Stores): void {
  describe('invitations', () => {
    const now = () => stores().clock.now();
    let later = 0;
    const nextId = () => idAt(now() + ++later);

    const invitation = (more: Partial<Invitation> = {}): Invitation => ({
      user: freshName('user'),
      group: 'devs',
      groupId: 'the-devs',
      from: 'ann',
      id: nextId(),
      isHidden: false,
      ...more,
    });

    /** One that has been made. */
    async function made(more: Partial<Invitation> = {}): Promise<Invitation> {
      const one = invitation(more);
      expect(await stores().invitations.add(one)).toBe(true);
      return one;
    }

    const fromOf = (found: readonly Invitation[]) => found.map(({ from }) => from);

    test('stand as they were made', async () => {
      const { user, ...one } = await made();
      expect(await stores().invitations.find(user, 'devs', 'ann')).toEqual({ user, ...one });
      expect(await stores().invitations.list(user)).toEqual([{ user, ...one }]);
      expect(await stores().invitations.listOf(user, 'devs')).toEqual([{ user, ...one }]);
    });

    test.each(AWKWARD_NAMES)('are found whatever the names: %s', async (name) => {
      const { user } = await made({ group: name, from: name });
      expect(await stores().invitations.find(user, name, name)).toMatchObject({ group: name, from: name });
      expect(fromOf(await stores().invitations.listOf(user, name))).toEqual([name]);
    });

    test('are one an inviter, who makes no second while it stands', async () => {
      const { user, id } = await made();
      expect(await stores().invitations.add(invitation({ user }))).toBe(false);
      await made({ user, from: 'ben' });
      expect(await stores().invitations.find(user, 'devs', 'ann')).toMatchObject({ id });
    });

    test('come again by the same id, and change nothing', async () => {
      const one = await made();
      expect(await stores().invitations.add(one)).toBe(true);
      expect(await stores().invitations.list(one.user)).toEqual([one]);
    });

    test('are in order by group and inviter, and apart by group, one whose name begins with another’s too', async () => {
      const { user } = await made({ group: 'dev.s', from: 'b' });
      for (const [group, from] of [
        ['dev', 'z'],
        ['devs', 'a'],
        ['dev', 'b'],
      ] as const)
        await made({ user, group, from });
      const found = (await stores().invitations.list(user)).map(({ group, from }) => `${group} ${from}`);
      expect(found).toEqual(['dev b', 'dev z', 'dev.s b', 'devs a']);
      expect(fromOf(await stores().invitations.listOf(user, 'dev'))).toEqual(['b', 'z']);
    });

    test('end all at once, hidden ones too, of that group alone', async () => {
      const { user } = await made();
      await made({ user, from: 'ben', isHidden: true });
      await made({ user, group: 'ops' });
      expect(await stores().invitations.end(user, 'devs', { by: nextId() })).toBe(true);
      expect((await stores().invitations.list(user)).map(({ group }) => group)).toEqual(['ops']);
      expect(await stores().invitations.find(user, 'devs', 'ann')).toBeUndefined();
    });

    test('that have ended are ended again by that id, and by no other', async () => {
      const { user } = await made();
      const by = nextId();
      for (const _ of [1, 2]) expect(await stores().invitations.end(user, 'devs', { by })).toBe(true);
      expect(await stores().invitations.end(user, 'devs', { by: nextId() })).toBe(false);
    });

    test('that nobody was shown are none to have ended', async () => {
      const { user } = await made({ isHidden: true });
      expect(await stores().invitations.end(user, 'devs', { by: nextId() })).toBe(false);
      expect(await stores().invitations.list(user)).toEqual([]);
    });

    test('that came behind what ends them stay, where that is asked for', async () => {
      const [before, between] = [nextId(), nextId()];
      const { user } = await made({ id: before });
      await made({ user, from: 'ben' });
      expect(await stores().invitations.end(user, 'devs', { by: between, before: between })).toBe(true);
      expect(fromOf(await stores().invitations.list(user))).toEqual(['ben']);
    });

    test('may be made anew when they have ended, and don’t come back by the id that they had', async () => {
      const one = await made();
      await stores().invitations.end(one.user, 'devs', { by: nextId() });
      expect(await stores().invitations.add(one)).toBe(false);
      const again = await made({ user: one.user });
      expect(await stores().invitations.list(one.user)).toEqual([again]);
    });

    test('that are hidden give way to one that isn’t, and no other way round', async () => {
      const { user } = await made({ isHidden: true });
      expect(await stores().invitations.add(invitation({ user, isHidden: true }))).toBe(false);
      const seen = await made({ user });
      expect(await stores().invitations.add(invitation({ user, isHidden: true }))).toBe(false);
      expect(await stores().invitations.list(user)).toEqual([seen]);
    });

    test('to a group that had the name before give way to one to the group that has it now', async () => {
      const { user } = await made();
      const again = await made({ user, groupId: 'other-devs' });
      expect(await stores().invitations.list(user)).toEqual([again]);
    });

    test('wait for so many days, and are none then, though nobody has deleted them yet', async () => {
      const { user } = await made({ id: idAt(now() - INVITATION_DAYS * DAY_MS - 1_000) });
      expect(await stores().invitations.list(user)).toEqual([]);
      expect(await stores().invitations.listOf(user, 'devs')).toEqual([]);
      expect(await stores().invitations.find(user, 'devs', 'ann')).toBeUndefined();
      expect(await stores().invitations.end(user, 'devs', { by: nextId() })).toBe(false);
      const again = await made({ user });
      expect(await stores().invitations.list(user)).toEqual([again]);
    });
  });
}
