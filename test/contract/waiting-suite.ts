import { describe, expect, test } from '@jest/globals';
import type { WaitingEvent } from '../../chat/ports/messages.ts';
import type { ChatEvent } from '../../protocol/events.ts';
import { collect } from './collect.ts';
import { AWKWARD_NAMES, freshName, type Stores } from './stores.ts';

export function describeWaiting(stores: () => Stores): void {
  describe('what waits', () => {
    const whisper = (id: string, content = 'hi') =>
      ({ type: 'whisper', id, from: 'user1', to: 'user2', content }) as const;
    const listOf = (user: string): Promise<WaitingEvent[]> => collect(stores().waiting.list(user));
    const idsOf = async (user: string) => (await listOf(user)).map(({ id }) => id);

    async function waitingFor(leasedUntil: number) {
      const user = freshName('user');
      await stores().waiting.put(user, whisper('id1'), leasedUntil);
      return user;
    }

    test('lists what waits for a user, oldest first, leased or not', async () => {
      const user = freshName('user');
      await stores().waiting.put(user, whisper('id2', 'two'), 5_000);
      await stores().waiting.put(user, whisper('id3', 'three'), 0);
      await stores().waiting.put(user, whisper('id1', 'one'), 0);
      expect(await listOf(user)).toEqual([
        { id: 'id1', event: whisper('id1', 'one') },
        { id: 'id2', event: whisper('id2', 'two') },
        { id: 'id3', event: whisper('id3', 'three') },
      ]);
    });

    test('lists nothing that waits for somebody else', async () => {
      await waitingFor(0);
      const other = freshName('user');
      expect(await idsOf(other)).toEqual([]);
      expect(await stores().waiting.any(other)).toBe(false);
    });

    test('lists more than one page, in order', async () => {
      const user = freshName('user');
      // DynamoDB ends a page at 1 MB.
      const ids = Array.from({ length: 70 }, (_, index) => `id${100 + index}`);
      await Promise.all(ids.map((id) => stores().waiting.put(user, whisper(id, 'x'.repeat(16_000)), 0)));
      expect(await idsOf(user)).toEqual(ids);
    });

    test.each([0, 5_000])('knows that something waits (leased until %p)', async (leasedUntil) => {
      expect(await stores().waiting.any(await waitingFor(leasedUntil))).toBe(true);
    });

    test('gives a lease to one of two who ask at once', async () => {
      const user = await waitingFor(0);
      const lease = { now: 1_000, until: 61_000 };
      const outcomes = await Promise.all([1, 2].map(() => stores().waiting.lease(user, 'id1', lease)));
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('refuses a lease that the writer holds from the start', async () => {
      const user = await waitingFor(61_000);
      expect(await stores().waiting.lease(user, 'id1', { now: 60_999, until: 120_000 })).toBe(false);
    });

    test('gives a lease that ran out to the next', async () => {
      const user = await waitingFor(61_000);
      expect(await stores().waiting.lease(user, 'id1', { now: 61_000, until: 121_000 })).toBe(true);
      expect(await stores().waiting.lease(user, 'id1', { now: 61_001, until: 121_001 })).toBe(false);
    });

    test('gives a released lease to the next', async () => {
      const user = await waitingFor(61_000);
      await stores().waiting.release(user, 'id1');
      expect(await stores().waiting.lease(user, 'id1', { now: 1_000, until: 61_000 })).toBe(true);
    });

    test('keeps the event as it was through leases and releases', async () => {
      const user = await waitingFor(0);
      await stores().waiting.lease(user, 'id1', { now: 1_000, until: 61_000 });
      await stores().waiting.release(user, 'id1');
      expect(await listOf(user)).toEqual([{ id: 'id1', event: whisper('id1') }]);
    });

    test('removes one event, leased or not, and leaves the others', async () => {
      const user = await waitingFor(61_000);
      await stores().waiting.put(user, whisper('id2'), 0);
      await stores().waiting.remove(user, 'id1');
      expect(await idsOf(user)).toEqual(['id2']);
      await stores().waiting.remove(user, 'id2');
      expect(await stores().waiting.any(user)).toBe(false);
    });

    test('tells who removes an event whether somebody asked to be followed', async () => {
      const [followed, other] = [await waitingFor(5_000), await waitingFor(5_000)];
      expect(await stores().waiting.follow(followed, 'id1')).toBe(true);
      expect(await stores().waiting.remove(followed, 'id1')).toBe(true);
      expect(await stores().waiting.remove(other, 'id1')).toBe(false);
    });

    test('cannot be followed once it is gone, and does not come back by it', async () => {
      const user = await waitingFor(0);
      await stores().waiting.remove(user, 'id1');
      expect(await stores().waiting.follow(user, 'id1')).toBe(false);
      expect(await stores().waiting.any(user)).toBe(false);
    });

    test('never brings a removed event back to life', async () => {
      const user = await waitingFor(0);
      await stores().waiting.remove(user, 'id1');
      expect(await stores().waiting.lease(user, 'id1', { now: 1_000, until: 61_000 })).toBe(false);
      await stores().waiting.release(user, 'id1');
      expect(await stores().waiting.any(user)).toBe(false);
      expect(await idsOf(user)).toEqual([]);
      await expect(stores().waiting.remove(user, 'id1')).resolves.toBe(false);
    });

    test.each<ChatEvent>([
      { type: 'friend_request', id: 'id1', from: 'user1', to: 'user2' },
      { type: 'blocked', id: 'id1', from: 'user1', to: 'user2' },
    ])('keeps every field of a $type event', async (event) => {
      const user = freshName('user');
      await stores().waiting.put(user, event, 0);
      expect(await listOf(user)).toEqual([{ id: 'id1', event }]);
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      expect(await stores().waiting.any(name)).toBe(false);
      await stores().waiting.put(name, whisper('id1'), 0);
      expect(await idsOf(name)).toEqual(['id1']);
    });
  });
}
