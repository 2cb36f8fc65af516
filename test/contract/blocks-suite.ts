import { describe, expect, test } from '@jest/globals';
import { AWKWARD_NAMES, freshName, type Stores } from './stores.ts';

export function describeBlocks(stores: () => Stores): void {
  describe('blocks', () => {
    const id = '01KAMT5WX0';
    const pair = () => ({ blocker: freshName('user'), blocked: freshName('user') });

    async function block(more: Partial<ReturnType<typeof pair>> = {}) {
      const names = { ...pair(), ...more };
      await stores().blocks.add({ ...names, id });
      return names;
    }

    test('adds a block, once', async () => {
      const names = pair();
      expect(await stores().blocks.add({ ...names, id })).toBe(true);
      expect(await stores().blocks.add({ ...names, id: '01KAMT5WX1' })).toBe(false);
    });

    test('adds a block once when asked twice at once', async () => {
      const names = pair();
      const outcomes = await Promise.all([1, 2].map(() => stores().blocks.add({ ...names, id })));
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('removes a block, once', async () => {
      const names = await block();
      expect(await stores().blocks.remove(names)).toBe(true);
      expect(await stores().blocks.remove(names)).toBe(false);
      expect(await stores().blocks.blockersOf(names.blocked)).toEqual(new Set());
    });

    test('does not remove the block of the other direction', async () => {
      const { blocker, blocked } = await block();
      expect(await stores().blocks.remove({ blocker: blocked, blocked: blocker })).toBe(false);
      expect((await stores().blocks.between(blocker, blocked)).blocked).toBe(true);
    });

    test('finds no block between strangers', async () => {
      const { blocker, blocked } = pair();
      expect(await stores().blocks.between(blocker, blocked)).toEqual({ blocked: false, blockedBy: false });
    });

    test('tells either side its direction of a block', async () => {
      const { blocker, blocked } = await block();
      expect(await stores().blocks.between(blocker, blocked)).toEqual({ blocked: true, blockedBy: false });
      expect(await stores().blocks.between(blocked, blocker)).toEqual({ blocked: false, blockedBy: true });
    });

    test('finds blocks in both directions, of which one may end', async () => {
      const { blocker, blocked } = await block();
      await block({ blocker: blocked, blocked: blocker });
      expect(await stores().blocks.between(blocker, blocked)).toEqual({ blocked: true, blockedBy: true });
      await stores().blocks.remove({ blocker, blocked });
      expect(await stores().blocks.between(blocker, blocked)).toEqual({ blocked: false, blockedBy: true });
    });

    test('finds no block between somebody and oneself', async () => {
      const user = freshName('user');
      expect(await stores().blocks.between(user, user)).toEqual({ blocked: false, blockedBy: false });
    });

    test('lists everybody who has blocked a user, and not whom that user blocked', async () => {
      const { blocker, blocked } = await block();
      const second = await block({ blocked });
      await block({ blocker: blocked });
      const blockers = await stores().blocks.blockersOf(blocked);
      expect(blockers).toEqual(new Set([blocker, second.blocker]));
    });

    test('lists nobody for somebody whom nobody blocked', async () => {
      expect(await stores().blocks.blockersOf(freshName('user'))).toEqual(new Set());
    });

    test('lists blockers of more than one page', async () => {
      const blocked = freshName('user');
      // DynamoDB ends a page at 1 MB, so ids are as long as no real one is.
      const names = await Promise.all(
        Array.from({ length: 7 }, async () => {
          const blocker = freshName('user');
          await stores().blocks.add({ blocker, blocked, id: 'i'.repeat(200_000) });
          return blocker;
        }),
      );
      expect(await stores().blocks.blockersOf(blocked)).toEqual(new Set(names));
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      const other = freshName('user');
      await block({ blocker: name, blocked: other });
      await block({ blocker: other, blocked: name });
      expect(await stores().blocks.between(name, other)).toEqual({ blocked: true, blockedBy: true });
      expect(await stores().blocks.blockersOf(other)).toEqual(new Set([name]));
      expect(await stores().blocks.blockersOf(name)).toEqual(new Set([other]));
    });
  });
}
