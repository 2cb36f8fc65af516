import { describe, expect, test } from '@jest/globals';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

const ROOM = { messages: 100, bytes: 1_000_000 };

export function describeWaitingCounts(stores: () => Stores): void {
  describe('the counts of what waits', () => {
    const message = { from: 'user1', bytes: 10, ofSender: ROOM, ofAll: ROOM };

    /** @returns how many of them were admitted, one behind the other */
    async function admitTimes(user: string, times: number, more: Partial<typeof message>): Promise<number> {
      let admitted = 0;
      for (let time = 0; time < times; time++) {
        if (await stores().waitingCounts.admit(user, { ...message, ...more })) admitted++;
      }
      return admitted;
    }

    test('admit so many messages of one sender, and then those of others', async () => {
      const user = freshName('user');
      expect(await admitTimes(user, 5, { ofSender: { ...ROOM, messages: 3 } })).toBe(3);
      expect(await admitTimes(user, 1, { from: 'user2', ofSender: { ...ROOM, messages: 3 } })).toBe(1);
    });

    test('admit so many messages of all senders together', async () => {
      const user = freshName('user');
      const ofAll = { ...ROOM, messages: 3 };
      expect(await admitTimes(user, 2, { ofAll })).toBe(2);
      expect(await admitTimes(user, 5, { from: 'user2', ofAll })).toBe(1);
    });

    test('take no room from others for what they refuse of one', async () => {
      const user = freshName('user');
      const ofAll = { ...ROOM, messages: 3 };
      expect(await admitTimes(user, 5, { ofSender: { ...ROOM, messages: 2 }, ofAll })).toBe(2);
      expect(await admitTimes(user, 1, { from: 'user2', ofAll })).toBe(1);
    });

    test.each(['ofSender', 'ofAll'])('admit what fits into the bytes (%s)', async (whose) => {
      const more = { bytes: 400, [whose]: { ...ROOM, bytes: 1_000 } };
      expect(await admitTimes(freshName('user'), 5, more)).toBe(3);
    });

    test('begin anew once all was handed over', async () => {
      const [user, other] = [freshName('user'), freshName('user')];
      const ofSender = { ...ROOM, messages: 2 };
      await admitTimes(user, 5, { ofSender });
      await admitTimes(user, 5, { from: 'user2', ofSender });
      await admitTimes(other, 5, { ofSender });
      await stores().waitingCounts.reset(user);
      expect(await admitTimes(user, 5, { ofSender })).toBe(2);
      expect(await admitTimes(user, 5, { from: 'user2', ofSender })).toBe(2);
      expect(await admitTimes(other, 5, { ofSender })).toBe(0);
    });

    test('make known that a drain is due, even where nothing waits any more, and are nothing that waits', async () => {
      const user = freshName('user');
      expect(await stores().waiting.any(user)).toBe(false);
      await admitTimes(user, 1, {});
      expect(await stores().waiting.any(user)).toBe(true);
      for await (const item of stores().waiting.list(user)) throw new Error(`${item.id} waits`);
      await stores().waitingCounts.reset(user);
      expect(await stores().waiting.any(user)).toBe(false);
    });

    test('have nothing to reset for somebody for whom nothing waits', async () => {
      await expect(stores().waitingCounts.reset(freshName('user'))).resolves.toBeUndefined();
    });

    test.each(AWKWARD_NAMES)('take %s for a name like any other', async (name) => {
      expect(await admitTimes(name, 2, { from: name, ofSender: { ...ROOM, messages: 1 } })).toBe(1);
    });
  });
}
