import { describe, expect, test } from '@jest/globals';
import type { RefClaim, RefRecord } from '../../../chat/ports/messages/refs.ts';
import { REF_KEPT_MS } from '../../../protocol/limits.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeRefs(stores: () => Stores): void {
  describe('refs', () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const claimOf = (id: string, at = now): RefClaim => ({
      id,
      digest: 'digest',
      now: at,
      until: at + 30_000,
    });
    const recordOf = (id: string, at = now): RefRecord => ({
      id,
      digest: 'digest',
      claimedUntil: at + 30_000,
    });
    const refs = () => stores().refs;

    async function claimed(id = 'id1') {
      const user = freshName('user');
      await refs().claim(user, 'ref', claimOf(id));
      return user;
    }

    /** What a claim of somebody else's finds. */
    const look = (user: string, at = now) => refs().claim(user, 'ref', claimOf('look', at));

    test('are claimed once, and then tell what for', async () => {
      const user = freshName('user');
      expect(await refs().claim(user, 'ref', claimOf('id1'))).toBeUndefined();
      expect(await refs().claim(user, 'ref', { ...claimOf('id2'), digest: 'other' })).toEqual(
        recordOf('id1'),
      );
      expect(await refs().claim(user, 'ref', claimOf('id3', now + 60_000))).toEqual(recordOf('id1'));
    });

    test('can be looked at without being claimed', async () => {
      const user = freshName('user');
      expect(await refs().find(user, 'ref')).toBeUndefined();
      await refs().claim(user, 'ref', claimOf('id1'));
      expect(await refs().find(user, 'ref')).toEqual(recordOf('id1'));
      await refs().answer(user, 'ref', 'id1', '{}');
      expect(await refs().find(user, 'ref')).toEqual({ ...recordOf('id1'), answer: '{}' });
    });

    test('are claimed by one of two who come at once', async () => {
      const user = freshName('user');
      const found = await Promise.all(['id1', 'id2'].map((id) => refs().claim(user, 'ref', claimOf(id))));
      expect(found.filter((record) => record === undefined)).toHaveLength(1);
      const [record] = found.filter((other) => other !== undefined);
      expect(['id1', 'id2']).toContain(record?.id);
      expect(await look(user)).toEqual(record);
    });

    test('are claimed by whoever sends the very same claim again, as its answer got lost', async () => {
      const user = await claimed();
      expect(await refs().claim(user, 'ref', claimOf('id1'))).toBeUndefined();
      await refs().answer(user, 'ref', 'id1', '{}');
      expect(await refs().claim(user, 'ref', claimOf('id1'))).toMatchObject({ answer: '{}' });
    });

    test('belong to their user', async () => {
      await claimed();
      expect(await refs().claim(freshName('user'), 'ref', claimOf('id2'))).toBeUndefined();
    });

    test('keep the first answer', async () => {
      const user = await claimed();
      await refs().answer(user, 'ref', 'id1', '{"type":"ack","ref":"ref","id":"id1"}');
      await refs().answer(user, 'ref', 'id1', '{"type":"error"}');
      const answer = '{"type":"ack","ref":"ref","id":"id1"}';
      expect(await look(user)).toEqual({ ...recordOf('id1'), answer });
    });

    test('can be claimed again, for the same id or another, once the claim has run out', async () => {
      for (const id of ['id1', 'id2']) {
        const user = await claimed();
        const later = now + 30_000;
        expect(await refs().reclaim(user, 'ref', claimOf(id, later), recordOf('id1'))).toBe(true);
        expect(await look(user)).toEqual(recordOf(id, later));
      }
    });

    test('cannot be claimed again before', async () => {
      const user = await claimed();
      expect(await refs().reclaim(user, 'ref', claimOf('id2', now + 29_999), recordOf('id1'))).toBe(false);
      expect(await look(user)).toEqual(recordOf('id1'));
    });

    test.each([
      ['the same id', 'id1', 'id1'],
      ['other ids', 'id2', 'id3'],
    ])('are claimed again by one of two who come at once, for %s', async (_what, one, other) => {
      const user = await claimed();
      const later = now + 30_000;
      const outcomes = await Promise.all(
        [one, other].map((id) => refs().reclaim(user, 'ref', claimOf(id, later), recordOf('id1'))),
      );
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('cannot be claimed again once they have passed on, have been answered, or are unknown', async () => {
      const later = now + 30_000;
      const passed = await claimed();
      await refs().reclaim(passed, 'ref', claimOf('id2', later), recordOf('id1'));
      expect(await refs().reclaim(passed, 'ref', claimOf('id3', now + 90_000), recordOf('id1'))).toBe(false);
      const answered = await claimed();
      await refs().answer(answered, 'ref', 'id1', '{}');
      expect(await refs().reclaim(answered, 'ref', claimOf('id2', later), recordOf('id1'))).toBe(false);
      const unknown = freshName('user');
      expect(await refs().reclaim(unknown, 'ref', claimOf('id2', later), recordOf('id1'))).toBe(false);
      expect(await look(unknown)).toBeUndefined();
    });

    test('take no answer and no release from whom they have passed on from', async () => {
      const user = await claimed();
      const later = now + 30_000;
      await refs().reclaim(user, 'ref', claimOf('id2', later), recordOf('id1'));
      await refs().answer(user, 'ref', 'id1', '{"late":true}');
      await refs().release(user, 'ref', 'id1');
      expect(await look(user)).toEqual(recordOf('id2', later));
    });

    test('that are given up need not be waited for, and keep their id', async () => {
      const user = await claimed();
      await refs().release(user, 'ref', 'id1');
      const given = { ...recordOf('id1'), claimedUntil: 0 };
      expect(await look(user)).toEqual(given);
      expect(await refs().reclaim(user, 'ref', claimOf('id1', now + 1), given)).toBe(true);
      expect(await look(user)).toEqual(recordOf('id1', now + 1));
    });

    test('that are answered are not given up any more', async () => {
      const user = await claimed();
      await refs().answer(user, 'ref', 'id1', '{}');
      await refs().release(user, 'ref', 'id1');
      expect(await look(user)).toEqual({ ...recordOf('id1'), answer: '{}' });
    });

    test('that nobody has claimed take no answer, and are not made by one', async () => {
      const user = freshName('user');
      await refs().answer(user, 'ref', 'id1', '{}');
      await refs().release(user, 'ref', 'id1');
      expect(await look(user)).toBeUndefined();
    });

    test('are forgotten after a day, answered or not, and then free', async () => {
      for (const isAnswered of [true, false]) {
        const user = await claimed();
        if (isAnswered) await refs().answer(user, 'ref', 'id1', '{}');
        expect(await look(user, now + REF_KEPT_MS - 60_000)).toMatchObject({ id: 'id1' });
        const later = now + REF_KEPT_MS;
        expect(await refs().claim(user, 'ref', claimOf('id2', later))).toBeUndefined();
        expect(await look(user, later)).toEqual(recordOf('id2', later));
      }
    });

    test('that were claimed again are kept a day from then', async () => {
      const user = await claimed();
      const later = now + 60_000;
      await refs().reclaim(user, 'ref', claimOf('id1', later), recordOf('id1'));
      expect(await look(user, now + REF_KEPT_MS)).toEqual(recordOf('id1', later));
    });

    test.each([...AWKWARD_NAMES, '🎈'.repeat(32), ' ', '/:|'])('may be called %s', async (ref) => {
      const user = freshName('user');
      expect(await refs().claim(user, ref, claimOf('id1'))).toBeUndefined();
      expect(await refs().claim(user, ref, claimOf('id2'))).toEqual(recordOf('id1'));
    });
  });
}
