import { describe, expect, test } from '@jest/globals';
import { idAt } from '../event-ids.ts';
import { followPages } from '../follow-pages.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeBlocks(stores: () => Stores): void {
  describe('blocks', () => {
    const idIn = (milliseconds: number) => idAt(stores().clock.now() + milliseconds);
    const pair = () => ({ blocker: freshName('user'), blocked: freshName('user') });
    const blockersOf = async (user: string) => (await stores().blocks.blockersOf(user, idIn(60_000))).names;
    const settled = { isUnsettled: false };
    const remove = (names: ReturnType<typeof pair>, id = idIn(1_000)) =>
      stores().blocks.remove({ ...names, id });

    async function block(more: Partial<ReturnType<typeof pair>> = {}) {
      const names = { ...pair(), ...more };
      await stores().blocks.add({ ...names, id: idIn(0), since: idIn(5_000) });
      return names;
    }

    test('adds a block, once', async () => {
      const block = { ...pair(), since: idIn(5_000) };
      expect(await stores().blocks.add({ ...block, id: idIn(0) })).toBe(true);
      expect(await stores().blocks.add({ ...block, id: idIn(1) })).toBe(false);
    });

    test('adds the block of the very same event again, as after a crash', async () => {
      const block = { ...pair(), id: idIn(0), since: idIn(5_000) };
      expect(await stores().blocks.add(block)).toBe(true);
      expect(await stores().blocks.add(block)).toBe(true);
      expect(await blockersOf(block.blocked)).toEqual(new Set([block.blocker]));
    });

    test('adds a block once when asked twice at once', async () => {
      const block = { ...pair(), since: idIn(5_000) };
      const outcomes = await Promise.all([1, 2].map((at) => stores().blocks.add({ ...block, id: idIn(at) })));
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('removes a block, once', async () => {
      const names = await block();
      expect(await remove(names)).toBe(idIn(0));
      expect(await remove(names, idIn(2_000))).toBeUndefined();
      expect(await stores().blocks.between(names.blocker, names.blocked)).toEqual({
        blocked: false,
        blockedBy: false,
        ...settled,
      });
      expect(await blockersOf(names.blocked)).toEqual(new Set());
    });

    test('removes a block again by the very same event, as after a crash', async () => {
      const names = await block();
      expect(await remove(names)).toBe(idIn(0));
      expect(await remove(names)).toBe(idIn(0));
    });

    test('removes no newer block by an event that has ended an older one', async () => {
      const names = await block();
      await remove(names, idIn(1_000));
      await stores().blocks.add({ ...names, id: idIn(2_000), since: idIn(7_000) });
      expect(await remove(names, idIn(1_000))).toBe(idIn(0));
      expect(await blockersOf(names.blocked)).toEqual(new Set([names.blocker]));
    });

    test('removes a block once when asked twice at once', async () => {
      const names = await block();
      const outcomes = await Promise.all([1, 2].map((at) => remove(names, idIn(at))));
      expect(outcomes.filter((outcome) => outcome === idIn(0))).toHaveLength(1);
      expect(outcomes).toContain(undefined);
    });

    test('removes nothing where there never was a block', async () => {
      expect(await remove(pair())).toBeUndefined();
    });

    test('adds a block where one has ended', async () => {
      const names = await block();
      await remove(names);
      const again = { ...names, id: idIn(2_000), since: idIn(7_000) };
      expect(await stores().blocks.add(again)).toBe(true);
      expect(await stores().blocks.add({ ...again, id: idIn(3_000) })).toBe(false);
      expect((await stores().blocks.between(names.blocker, names.blocked)).blocked).toBe(true);
    });

    test('does not remove the block of the other direction', async () => {
      const { blocker, blocked } = await block();
      expect(await remove({ blocker: blocked, blocked: blocker })).toBeUndefined();
      expect((await stores().blocks.between(blocker, blocked)).blocked).toBe(true);
    });

    test('finds no block between strangers', async () => {
      const { blocker, blocked } = pair();
      expect(await stores().blocks.between(blocker, blocked)).toEqual({
        blocked: false,
        blockedBy: false,
        ...settled,
      });
    });

    test('tells either side its direction of a block', async () => {
      const { blocker, blocked } = await block();
      expect(await stores().blocks.between(blocker, blocked)).toEqual({
        blocked: true,
        blockedBy: false,
        ...settled,
      });
      expect(await stores().blocks.between(blocked, blocker)).toEqual({
        blocked: false,
        blockedBy: true,
        ...settled,
      });
    });

    test('finds blocks in both directions, of which one may end', async () => {
      const { blocker, blocked } = await block();
      await block({ blocker: blocked, blocked: blocker });
      expect(await stores().blocks.between(blocker, blocked)).toEqual({
        blocked: true,
        blockedBy: true,
        ...settled,
      });
      await remove({ blocker, blocked });
      expect(await stores().blocks.between(blocker, blocked)).toEqual({
        blocked: false,
        blockedBy: true,
        ...settled,
      });
    });

    test('finds no block between somebody and oneself', async () => {
      const user = freshName('user');
      expect(await stores().blocks.between(user, user)).toEqual({
        blocked: false,
        blockedBy: false,
        ...settled,
      });
    });

    test('finds everybody who has blocked a user, and not whom that user blocked', async () => {
      const { blocker, blocked } = await block();
      const second = await block({ blocked });
      await block({ blocker: blocked });
      expect(await blockersOf(blocked)).toEqual(new Set([blocker, second.blocker]));
    });

    test('finds nobody for somebody whom nobody blocked', async () => {
      expect(await blockersOf(freshName('user'))).toEqual(new Set());
    });

    test('finds blockers of more than one page', async () => {
      const blocked = freshName('user');
      // DynamoDB ends a page at 1 MB, so ids are as long as no real one is.
      const names = await Promise.all(
        Array.from({ length: 7 }, async () => {
          const blocker = freshName('user');
          await stores().blocks.add({
            blocker,
            blocked,
            id: `${idIn(0)}${'0'.repeat(200_000)}`,
            since: idIn(5_000),
          });
          return blocker;
        }),
      );
      expect(await blockersOf(blocked)).toEqual(new Set(names));
    });

    test.each([1, 2, 3, 4])('lists whom a user blocks, by name, %i at a time', async (limit) => {
      const blocker = freshName('user');
      for (const letter of ['c', 'a', 'b', 'd']) await block({ blocker, blocked: `${blocker}.${letter}` });
      await remove({ blocker, blocked: `${blocker}.d` });
      await block({ blocked: blocker });
      const pages = await followPages(
        (range) => stores().blocks.list(blocker, range),
        ({ user }) => user,
        limit,
      );
      expect(pages.flat()).toEqual(
        ['a', 'b', 'c'].map((letter) => ({ user: `${blocker}.${letter}`, id: idIn(0) })),
      );
      expect(pages).toHaveLength(Math.ceil(3 / limit));
    });

    test('lists a block by its event, also once it is settled', async () => {
      const names = await block();
      await stores().blocks.settle({ ...names, id: idIn(0), since: idIn(50) });
      const page = { items: [{ user: names.blocked, id: idIn(0) }], hasMore: false };
      expect(await stores().blocks.list(names.blocker, { limit: 5 })).toEqual(page);
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      const other = freshName('user');
      await block({ blocker: name, blocked: other });
      await block({ blocker: other, blocked: name });
      expect(await stores().blocks.between(name, other)).toEqual({
        blocked: true,
        blockedBy: true,
        ...settled,
      });
      expect(await blockersOf(other)).toEqual(new Set([name]));
      expect(await blockersOf(name)).toEqual(new Set([other]));
      expect((await stores().blocks.list(other, { limit: 1 })).items).toMatchObject([{ user: name }]);
      expect([...(await stores().blocks.intervals(other, [name])).keys()]).toEqual([name]);
    });
  });
}
