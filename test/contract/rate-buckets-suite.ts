import { describe, expect, test } from '@jest/globals';
import { freshName, type Stores } from './stores.ts';

export function describeRateBuckets(stores: () => Stores): void {
  describe('rate buckets', () => {
    const now = Date.UTC(2026, 10, 22);
    const share = { costMs: 400, toleranceMs: 1_000, now };

    async function takeTimes(channel: string, times: number): Promise<number[]> {
      const waits: number[] = [];
      for (let taken = 0; taken < times; taken++) waits.push(await stores().rateBuckets.take(channel, share));
      return waits;
    }

    test('let a channel be taken ahead up to the tolerance, and then tell how long to wait', async () => {
      expect(await takeTimes(freshName('group:'), 5)).toEqual([0, 0, 0, 200, 200]);
    });

    test('let it be taken again after that wait, not before', async () => {
      const channel = freshName('group:');
      await takeTimes(channel, 3);
      expect(await stores().rateBuckets.take(channel, { ...share, now: now + 199 })).toBe(1);
      expect(await stores().rateBuckets.take(channel, { ...share, now: now + 200 })).toBe(0);
    });

    test('forget the time in which a channel was idle', async () => {
      const channel = freshName('group:');
      await takeTimes(channel, 3);
      const later = { ...share, now: now + 60_000 };
      const waits: number[] = [];
      for (const _ of [1, 2, 3, 4]) waits.push(await stores().rateBuckets.take(channel, later));
      expect(waits).toEqual([0, 0, 0, 200]);
    });

    test('tell the same whatever is known of them beforehand', async () => {
      const channel = freshName('group:');
      const known = { ...share, isTaken: true };
      const waits: number[] = [];
      for (const _ of [1, 2, 3, 4]) waits.push(await stores().rateBuckets.take(channel, known));
      // Drained since.
      const later = { ...known, now: now + 60_000 };
      for (const _ of [1, 2, 3, 4]) waits.push(await stores().rateBuckets.take(channel, later));
      expect(waits).toEqual([0, 0, 0, 200, 0, 0, 0, 200]);
    });

    test('do not mix channels', async () => {
      await takeTimes(freshName('group:'), 4);
      expect(await takeTimes(freshName('group:'), 1)).toEqual([0]);
    });

    test('count as free what a clock took that has been set back by an hour since', async () => {
      const channel = freshName('group:');
      const ahead = { ...share, now: now + 3_600_000 };
      for (const _ of [1, 2, 3, 4]) await stores().rateBuckets.take(channel, ahead);
      expect(await takeTimes(channel, 4)).toEqual([0, 0, 0, 200]);
    });

    test('hold a bucket whose clock is ahead by no more than clocks differ', async () => {
      const channel = freshName('group:');
      const ahead = { ...share, now: now + 30_000 };
      for (const _ of [1, 2, 3]) await stores().rateBuckets.take(channel, ahead);
      expect(await takeTimes(channel, 1)).toEqual([30_200]);
    });

    test('hold what a costly take has taken against a cheap one, however much less that costs', async () => {
      const channel = freshName('posts:');
      const { rateBuckets } = stores();
      expect(await rateBuckets.take(channel, { ...share, costMs: 90_000 })).toBe(0);
      expect(await rateBuckets.take(channel, { ...share, costMs: 1 })).toBe(89_000);
      expect(await rateBuckets.take(channel, { ...share, now: now + 88_999 })).toBe(1);
      expect(await rateBuckets.take(channel, { ...share, now: now + 89_000 })).toBe(0);
    });

    test('count as free what a costly take took by a clock that has been set back by an hour since', async () => {
      const channel = freshName('posts:');
      const { rateBuckets } = stores();
      await rateBuckets.take(channel, { ...share, costMs: 90_000, now: now + 3_600_000 });
      expect(await takeTimes(channel, 4)).toEqual([0, 0, 0, 200]);
    });

    test('let a message through an idle channel whatever it costs', async () => {
      expect(await stores().rateBuckets.take(freshName('group:'), { ...share, costMs: 9_000 })).toBe(0);
    });
  });
}
