import { describe, expect, test } from '@jest/globals';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { idAt } from '../event-ids.ts';
import { freshName, type Stores } from '../stores.ts';

export function describeBlockHistory(stores: () => Stores): void {
  describe('what a block hides', () => {
    /** Times of one block, each by its id: asked for, written, at the latest written, ended. */
    function moments() {
      const now = stores().clock.now();
      return {
        asked: idAt(now),
        written: idOfTime(now + 50),
        latest: idOfTime(now + 5_000),
        ended: idAt(now + 10_000),
      };
    }

    const pair = () => ({ blocker: freshName('user'), blocked: freshName('user') });
    type Pair = ReturnType<typeof pair>;

    async function unsettled() {
      const [names, at] = [pair(), moments()];
      await stores().blocks.add({ ...names, id: at.asked, since: at.latest });
      return { ...names, at };
    }

    async function settled() {
      const block = await unsettled();
      await stores().blocks.settle({ ...block, id: block.at.asked, since: block.at.written });
      return block;
    }

    const blockersAt = async ({ blocked }: Pair, id: string) => [
      ...(await stores().blocks.blockersOf(blocked, id)).names,
    ];
    const end = ({ blocker, blocked }: Pair, id: string) => stores().blocks.remove({ blocker, blocked, id });
    const intervalsOf = async ({ blocker, blocked }: Pair) =>
      (await stores().blocks.intervals(blocker, [blocked])).get(blocked);

    test('starts when the block has been written', async () => {
      const block = await settled();
      expect(await intervalsOf(block)).toEqual([{ since: block.at.written }]);
    });

    test('is all that it may be until it is known when the block was written', async () => {
      const block = await unsettled();
      expect(await intervalsOf(block)).toEqual([{ since: block.at.asked }]);
    });

    test('starts at the latest that it can, if nobody ever told', async () => {
      const block = await unsettled();
      stores().clock.advance(4_999);
      expect(await intervalsOf(block)).toEqual([{ since: block.at.asked }]);
      stores().clock.advance(1);
      expect(await intervalsOf(block)).toEqual([{ since: block.at.latest }]);
    });

    test('stays as it is when the block is asked for again under its id, as after a crash', async () => {
      const block = await settled();
      const { asked } = block.at;
      stores().clock.advance(1_000);
      const later = moments();
      expect(await stores().blocks.add({ ...block, id: asked, since: later.latest })).toBe(true);
      await stores().blocks.settle({ ...block, id: asked, since: later.written });
      expect(await intervalsOf(block)).toEqual([{ since: block.at.written }]);
    });

    test('never starts later than at the latest that was given', async () => {
      const block = await unsettled();
      stores().clock.advance(9_000);
      await stores().blocks.settle({ ...block, id: block.at.asked, since: moments().written });
      expect(await intervalsOf(block)).toEqual([{ since: block.at.latest }]);
    });

    test('is not changed by what another event tells', async () => {
      const block = await unsettled();
      await stores().blocks.settle({ ...block, id: block.at.ended, since: block.at.written });
      expect(await intervalsOf(block)).toEqual([{ since: block.at.asked }]);
      const names = pair();
      await stores().blocks.settle({ ...names, id: block.at.asked, since: block.at.written });
      expect(await intervalsOf(names)).toBeUndefined();
    });

    test('ends with the block, and stays', async () => {
      const block = await settled();
      await end(block, block.at.ended);
      const interval = { since: block.at.written, until: block.at.ended };
      expect(await intervalsOf(block)).toEqual([interval]);
      await stores().blocks.settle({ ...block, id: block.at.asked, since: block.at.asked });
      expect(await intervalsOf(block)).toEqual([interval]);
    });

    test('is all that it may be when the block ends before it is known when it was written', async () => {
      const block = await unsettled();
      await end(block, block.at.ended);
      expect(await intervalsOf(block)).toEqual([{ since: block.at.asked, until: block.at.ended }]);
    });

    test('is one interval however often its end is asked for', async () => {
      const block = await settled();
      for (const _ of [1, 2]) expect(await end(block, block.at.ended)).toBe(block.at.asked);
      expect(await intervalsOf(block)).toHaveLength(1);
    });

    test('is one interval when it is settled and ended at once', async () => {
      const block = await unsettled();
      await Promise.all([
        stores().blocks.settle({ ...block, id: block.at.asked, since: block.at.written }),
        end(block, block.at.ended),
      ]);
      const [interval, ...more] = (await intervalsOf(block)) ?? [];
      expect(more).toEqual([]);
      expect([block.at.asked, block.at.written]).toContain(interval?.since);
      expect(interval?.until).toBe(block.at.ended);
    });

    test('adds up over blocks that follow each other', async () => {
      const block = await settled();
      await end(block, block.at.ended);
      stores().clock.advance(20_000);
      const later = moments();
      await stores().blocks.add({ ...block, id: later.asked, since: later.latest });
      await stores().blocks.settle({ ...block, id: later.asked, since: later.written });
      const first = { since: block.at.written, until: block.at.ended };
      expect(await intervalsOf(block)).toEqual([first, { since: later.written }]);
      await end(block, later.ended);
      expect(await intervalsOf(block)).toEqual([first, { since: later.written, until: later.ended }]);
    });

    test('is told of those authors of whom there is something, and of no others', async () => {
      const block = await settled();
      const other = freshName('user');
      const asked = [other, block.blocked, block.blocker, block.blocked];
      const found = await stores().blocks.intervals(block.blocker, asked);
      expect(found).toEqual(new Map([[block.blocked, [{ since: block.at.written }]]]));
      expect(await stores().blocks.intervals(block.blocked, [block.blocker])).toEqual(new Map());
      expect(await stores().blocks.intervals(block.blocker, [])).toEqual(new Map());
    });

    test('is told of more authors than one batch holds', async () => {
      const { asked, latest } = moments();
      const blocker = freshName('user');
      const blocked = Array.from({ length: 130 }, () => freshName('user'));
      await Promise.all(
        blocked.map((name) => stores().blocks.add({ blocker, blocked: name, id: asked, since: latest })),
      );
      const found = await stores().blocks.intervals(blocker, blocked);
      expect(new Set(found.keys())).toEqual(new Set(blocked));
    });

    test('is hidden from the blocker even if the block has ended before it was sent on', async () => {
      const block = await settled();
      await end(block, block.at.ended);
      const now = stores().clock.now();
      expect(await blockersAt(block, idAt(now + 60))).toEqual([block.blocker]);
      for (const id of [idAt(now + 49), block.at.written, block.at.ended, idAt(now + 10_001)]) {
        expect(await blockersAt(block, id)).toEqual([]);
      }
    });

    test('counts between the two as well, for what has such an id', async () => {
      const block = await settled();
      await end(block, block.at.ended);
      const meanwhile = idAt(stores().clock.now() + 60);
      const { between } = stores().blocks;
      expect(await between(block.blocker, block.blocked, meanwhile)).toEqual({
        blocked: true,
        blockedBy: false,
        isUnsettled: false,
      });
      expect(await between(block.blocked, block.blocker, meanwhile)).toEqual({
        blocked: false,
        blockedBy: true,
        isUnsettled: false,
      });
      for (const id of [undefined, block.at.ended]) {
        expect(await between(block.blocker, block.blocked, id)).toEqual({
          blocked: false,
          blockedBy: false,
          isUnsettled: false,
        });
      }
    });

    test('is told live as it is told later: nothing older than its beginning, though the block stands', async () => {
      const block = await settled();
      const now = stores().clock.now();
      const { between } = stores().blocks;
      for (const [id, isHidden] of [
        [idAt(now - 60_000), false],
        [block.at.asked, false],
        [idAt(now + 49), false],
        [block.at.written, false],
        [idAt(now + 51), true],
      ] as const) {
        expect(await blockersAt(block, id)).toEqual(isHidden ? [block.blocker] : []);
        const { blocked, isUnsettled } = await between(block.blocker, block.blocked, id);
        expect({ blocked, isUnsettled }).toEqual({ blocked: isHidden, isUnsettled: false });
        expect((await between(block.blocker, block.blocked, id, true)).blocked).toBe(true);
      }
      expect((await between(block.blocker, block.blocked)).blocked).toBe(true);
    });

    test('nobody can tell of what comes while the block is being written, until it is settled', async () => {
      const block = await unsettled();
      const now = stores().clock.now();
      const { between, blockersOf } = stores().blocks;
      const meanwhile = idAt(now + 60);
      expect(await blockersOf(block.blocked, meanwhile)).toMatchObject({
        names: new Set(),
        isUnsettled: true,
      });
      for (const pair of [
        [block.blocker, block.blocked],
        [block.blocked, block.blocker],
      ] as const) {
        const look = await between(...pair, meanwhile);
        expect(look).toEqual({ blocked: false, blockedBy: false, isUnsettled: true });
      }
      // What was sent before it was asked for is not hidden, and what is later than it can be is.
      for (const id of [idAt(now - 1), idAt(now + 5_001)]) {
        expect((await blockersOf(block.blocked, id)).isUnsettled).toBe(false);
      }
      expect((await between(block.blocker, block.blocked, meanwhile, true)).isUnsettled).toBe(false);
      await stores().blocks.settle({ ...block, id: block.at.asked, since: block.at.written });
      const settledNow = { names: new Set([block.blocker]), isUnsettled: false };
      expect(await blockersOf(block.blocked, meanwhile)).toMatchObject(settledNow);
    });

    test('of several ids one that is hidden is enough, and then it matters not that another isn’t settled', async () => {
      const block = await unsettled();
      const now = stores().clock.now();
      const { blockersOf } = stores().blocks;
      const [before, meanwhile, after] = [idAt(now - 1), idAt(now + 60), idAt(now + 5_001)];
      const hidden = { names: new Set([block.blocker]), isUnsettled: false };
      expect(await blockersOf(block.blocked, [before, after])).toMatchObject(hidden);
      expect(await blockersOf(block.blocked, [meanwhile, after])).toMatchObject(hidden);
      expect(await blockersOf(block.blocked, [before, meanwhile])).toMatchObject({
        names: new Set(),
        isUnsettled: true,
      });
    });

    test('of no id at all it counts whose block stands, settled or not', async () => {
      const block = await unsettled();
      const { blockersOf, remove } = stores().blocks;
      const standing = { names: new Set([block.blocker]), isUnsettled: false };
      expect(await blockersOf(block.blocked, [])).toMatchObject(standing);
      await remove({ ...block, id: idAt(stores().clock.now() + 6_000) });
      expect((await blockersOf(block.blocked, [])).names).toEqual(new Set());
    });

    test('everybody can tell, if nobody ever settles the block, once it can be no later', async () => {
      const block = await unsettled();
      const meanwhile = idAt(stores().clock.now() + 60);
      stores().clock.advance(5_000);
      const look = { names: new Set(), isUnsettled: false };
      expect(await stores().blocks.blockersOf(block.blocked, meanwhile)).toMatchObject(look);
    });
  });
}
