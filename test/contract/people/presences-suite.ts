import { describe, expect, test } from '@jest/globals';
import { NO_PRESENCE, type UserPresence } from '../../../chat/ports/people/presences.ts';
import { freshName, type Stores } from '../stores.ts';

const seen: UserPresence = {
  isOnline: false,
  show: 'invisible',
  shownBy: 'id1',
  seenAt: 1,
  rev: 'id2',
  takenUntil: 2,
  putOffUntil: 3,
  version: 0,
};

export function describePresences(stores: () => Stores): void {
  describe('presences', () => {
    test('are of who was never seen as if written by nobody', async () => {
      const user = freshName('user');
      expect(await stores().presences.find(user)).toEqual(NO_PRESENCE);
      expect(await stores().presences.findAll([user])).toEqual(new Map());
    });

    test('are what was written, with another version', async () => {
      const user = freshName('user');
      expect(await stores().presences.write(user, seen)).toBe(true);
      expect(await stores().presences.find(user)).toEqual({ ...seen, version: 1 });
      const { seenAt: _, ...online } = seen;
      expect(await stores().presences.write(user, { ...online, isOnline: true, version: 1 })).toBe(true);
      expect(await stores().presences.find(user)).toEqual({ ...online, isOnline: true, version: 2 });
    });

    test('are written only as long as nobody has written them since', async () => {
      const user = freshName('user');
      const { presences } = stores();
      expect(await presences.write(user, { ...seen, version: 1 })).toBe(false);
      const both = await Promise.all([presences.write(user, seen), presences.write(user, seen)]);
      expect(both.toSorted()).toEqual([false, true]);
      expect(await presences.write(user, { ...seen, show: 'online' })).toBe(false);
      expect((await presences.find(user)).show).toBe('invisible');
    });

    test('are found together, by name', async () => {
      const users = Array.from({ length: 101 }, () => freshName('user'));
      const [first = '', second = ''] = users;
      await stores().presences.write(second, seen);
      const found = await stores().presences.findAll(users);
      expect(found.get(first)).toBeUndefined();
      expect([...found]).toEqual([[second, { ...seen, version: 1 }]]);
    });

    test('are apart from the profile of the same name', async () => {
      const user = freshName('user');
      await stores().presences.write(user, seen);
      expect(await stores().users.exists(user)).toBe(false);
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      expect(await stores().profiles.find(user)).toEqual({ rev: '', entries: {} });
    });
  });
}
