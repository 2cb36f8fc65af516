import { describe, expect, test } from '@jest/globals';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeMutes(stores: () => Stores): void {
  describe('mutes', () => {
    const id = (number: number) => idAt(stores().clock.now() + number);
    const until = 1_795_348_800_123;
    const mutesOf = async (user: string) => (await stores().blocks.blockersOf(user, id(0))).mutes;

    test('are read with who blocks a user, each where it is', async () => {
      const user = freshName('user');
      expect(await mutesOf(user)).toEqual(new Map());
      for (const channel of ['lobby', 'group:01M']) {
        expect(await stores().mutes.set({ user, channel, id: id(1), until })).toBe(true);
      }
      const found = new Map([
        ['lobby', until],
        ['group:01M', until],
      ]);
      expect(await mutesOf(user)).toEqual(found);
      const { blocks } = stores();
      expect((await blocks.blockersOf(user, [])).mutes).toEqual(found);
      expect((await blocks.blockersOf(user, id(0), true)).mutes).toEqual(found);
    });

    test('are no blocks, in any list or count of those', async () => {
      const user = freshName('user');
      await stores().mutes.set({ user, channel: 'lobby', id: id(1), until });
      const { blocks } = stores();
      for (const looked of [id(0), id(2), [], [id(0), id(2)]])
        expect(await blocks.blockersOf(user, looked, true)).toMatchObject({
          names: new Set(),
          isUnsettled: false,
        });
      const nobody = { blocked: false, blockedBy: false, isUnsettled: false };
      for (const other of ['!muted:lobby', 'lobby']) {
        expect(await blocks.between(user, other, id(2), true)).toEqual(nobody);
        expect(await blocks.intervals(other, [user])).toEqual(new Map());
        expect((await blocks.everBlockedBy(other)).names).toEqual(new Set());
        expect((await blocks.list(other, { limit: 10 })).items).toEqual([]);
      }
    });

    test('stand beside blocks, which stay what they are', async () => {
      const [user, blocker] = [freshName('user'), freshName('user')];
      await stores().mutes.set({ user, channel: 'lobby', id: id(1), until });
      await stores().blocks.add({ blocker, blocked: user, id: id(2), since: id(2) });
      const { names, mutes } = await stores().blocks.blockersOf(user, id(3));
      expect([names, mutes]).toEqual([new Set([blocker]), new Map([['lobby', until]])]);
    });

    test('are as the latest command has them, also of one that comes late, or again', async () => {
      const user = freshName('user');
      const set = (number: number, end: number) =>
        stores().mutes.set({ user, channel: 'lobby', id: id(number), until: end });
      expect(await set(2, until)).toBe(true);
      expect(await set(2, until)).toBe(true);
      expect(await set(1, 0)).toBe(false);
      expect(await mutesOf(user)).toEqual(new Map([['lobby', until]]));
      expect(await set(3, 0)).toBe(true);
      expect(await set(2, until)).toBe(false);
      expect(await mutesOf(user)).toEqual(new Map([['lobby', 0]]));
    });

    test.each(AWKWARD_NAMES)('keep the user %s apart from others', async (name) => {
      await stores().mutes.set({ user: name, channel: `group:${name}`, id: id(1), until });
      expect(await mutesOf(name)).toEqual(new Map([[`group:${name}`, until]]));
    });
  });
}
