import { describe, expect, test } from '@jest/globals';
import type { WaitingEvent } from '../../../chat/ports/messages/messages.ts';
import { collect } from '../collect.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, DAY_MS, freshName, RETENTION_DAYS, type Stores } from '../stores.ts';

/** Ids that no suite's clock comes to. */
const idOf = (place: number) => idAt(Date.UTC(2036, 10, 22) + place);

export function describeWaiting(stores: () => Stores): void {
  describe('what waits', () => {
    const whisper = (id: string) => ({ type: 'whisper', id, from: 'user1', to: 'user2' }) as const;
    const listOf = (user: string): Promise<WaitingEvent[]> => collect(stores().waiting.list(user));
    const idsOf = async (user: string) => (await listOf(user)).map(({ id }) => id);

    async function waitingFor(leasedUntil: number) {
      const user = freshName('user');
      await stores().waiting.put(user, whisper(idOf(1)), leasedUntil);
      return user;
    }

    test('lists what waits for a user, oldest first, leased or not', async () => {
      const user = freshName('user');
      await stores().waiting.put(user, whisper(idOf(2)), 5_000);
      await stores().waiting.put(user, whisper(idOf(3)), 0);
      await stores().waiting.put(user, whisper(idOf(1)), 0);
      expect(await listOf(user)).toEqual([whisper(idOf(1)), whisper(idOf(2)), whisper(idOf(3))]);
    });

    test('keeps nothing of what was said, nor the ref of its command: both are in the log', async () => {
      const user = freshName('user');
      const said = { ...whisper(idOf(1)), content: 'hi', ref: 'r1' };
      await stores().waiting.put(user, said, 0);
      expect(await listOf(user)).toEqual([whisper(idOf(1))]);
    });

    test('lists nothing that waits for somebody else', async () => {
      await waitingFor(0);
      const other = freshName('user');
      expect(await idsOf(other)).toEqual([]);
      expect(await stores().waiting.any(other)).toBe(false);
    });

    test('lists as many as there are, in order', async () => {
      const user = freshName('user');
      const ids = Array.from({ length: 70 }, (_, index) => idOf(100 + index));
      await Promise.all(ids.map((id) => stores().waiting.put(user, whisper(id), 0)));
      expect(await idsOf(user)).toEqual(ids);
    });

    test.each([0, 5_000])('knows that something waits (leased until %p)', async (leasedUntil) => {
      expect(await stores().waiting.any(await waitingFor(leasedUntil))).toBe(true);
    });

    test('gives a lease to one of two who ask at once', async () => {
      const user = await waitingFor(0);
      const outcomes = await Promise.all(
        [0.25, 0.75].map((by) => stores().waiting.lease(user, idOf(1), { now: 1_000, until: 61_000, by })),
      );
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('gives it again to who holds it: the first answer may have been lost', async () => {
      const user = await waitingFor(0);
      const lease = { now: 1_000, until: 61_000, by: 0.25 };
      for (const _ of [1, 2]) expect(await stores().waiting.lease(user, idOf(1), lease)).toBe(true);
      expect(await stores().waiting.lease(user, idOf(1), { now: 60_999, until: 121_000, by: 0.75 })).toBe(
        false,
      );
    });

    test('refuses a lease that the writer holds from the start', async () => {
      const user = await waitingFor(61_000);
      expect(await stores().waiting.lease(user, idOf(1), { now: 60_999, until: 120_000, by: 0.75 })).toBe(
        false,
      );
    });

    test('gives a lease that ran out to the next', async () => {
      const user = await waitingFor(61_000);
      expect(await stores().waiting.lease(user, idOf(1), { now: 61_000, until: 121_000, by: 0.75 })).toBe(
        true,
      );
      expect(await stores().waiting.lease(user, idOf(1), { now: 61_001, until: 121_001, by: 0.25 })).toBe(
        false,
      );
    });

    test('gives a released lease to the next', async () => {
      const user = await waitingFor(61_000);
      await stores().waiting.release(user, idOf(1));
      expect(await stores().waiting.lease(user, idOf(1), { now: 1_000, until: 61_000, by: 0.75 })).toBe(true);
    });

    test('keeps the event as it was through leases and releases', async () => {
      const user = await waitingFor(0);
      await stores().waiting.lease(user, idOf(1), { now: 1_000, until: 61_000, by: 0.75 });
      await stores().waiting.release(user, idOf(1));
      expect(await listOf(user)).toEqual([whisper(idOf(1))]);
    });

    test('removes one event, leased or not, and leaves the others', async () => {
      const user = await waitingFor(61_000);
      await stores().waiting.put(user, whisper(idOf(2)), 0);
      await stores().waiting.remove(user, idOf(1));
      expect(await idsOf(user)).toEqual([idOf(2)]);
      await stores().waiting.remove(user, idOf(2));
      expect(await stores().waiting.any(user)).toBe(false);
    });

    test('tells who removes an event whether somebody asked to be followed', async () => {
      const [followed, other] = [await waitingFor(5_000), await waitingFor(5_000)];
      expect(await stores().waiting.follow(followed, idOf(1))).toBe(true);
      expect(await stores().waiting.remove(followed, idOf(1))).toBe(true);
      expect(await stores().waiting.remove(other, idOf(1))).toBe(false);
    });

    test('cannot be followed once it is gone, and does not come back by it', async () => {
      const user = await waitingFor(0);
      await stores().waiting.remove(user, idOf(1));
      expect(await stores().waiting.follow(user, idOf(1))).toBe(false);
      expect(await stores().waiting.any(user)).toBe(false);
    });

    test('never brings a removed event back to life', async () => {
      const user = await waitingFor(0);
      await stores().waiting.remove(user, idOf(1));
      expect(await stores().waiting.lease(user, idOf(1), { now: 1_000, until: 61_000, by: 0.75 })).toBe(
        false,
      );
      await stores().waiting.release(user, idOf(1));
      expect(await stores().waiting.any(user)).toBe(false);
      expect(await idsOf(user)).toEqual([]);
      await expect(stores().waiting.remove(user, idOf(1))).resolves.toBe(false);
    });

    test.each<WaitingEvent>([
      { type: 'friend_request', id: idOf(1), from: 'user1', to: 'user2' },
      { type: 'blocked', id: idOf(1), from: 'user1', to: 'user2' },
    ])('keeps every field of a $type event', async (event) => {
      const user = freshName('user');
      await stores().waiting.put(user, event, 0);
      expect(await listOf(user)).toEqual([event]);
    });

    test('ends with the log’s entry: it would be handed over to nobody', async () => {
      const user = freshName('user');
      const now = stores().clock.now();
      const dayAgo = idAt(now - DAY_MS);
      await stores().waiting.put(user, whisper(idAt(now - RETENTION_DAYS * DAY_MS)), 0);
      expect(await stores().waiting.any(user)).toBe(false);
      await stores().waiting.put(user, whisper(dayAgo), 0);
      expect(await idsOf(user)).toEqual([dayAgo]);
      expect(await stores().waiting.any(user)).toBe(true);
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      expect(await stores().waiting.any(name)).toBe(false);
      await stores().waiting.put(name, whisper(idOf(1)), 0);
      expect(await idsOf(name)).toEqual([idOf(1)]);
    });
  });
}
