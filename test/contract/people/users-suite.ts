import { describe, expect, test } from '@jest/globals';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeUsers(stores: () => Stores): void {
  describe('users', () => {
    const subject = { issuer: 'https://issuer.example', subject: '8c3f' };
    const now = Date.UTC(2026, 10, 22);
    const bind = async (...given: Parameters<Stores['users']['bind']>) =>
      (await stores().users.bind(...given)).isOwn;

    test('knows nobody who never signed in', async () => {
      expect(await stores().users.exists(freshName('user'))).toBe(false);
    });

    test('knows who has signed in', async () => {
      const user = freshName('user');
      expect(await bind(user, subject, now)).toBe(true);
      expect(await stores().users.exists(user)).toBe(true);
    });

    test('know when somebody first signed in', async () => {
      const user = freshName('user');
      expect(await stores().users.firstSignIn(user)).toBeUndefined();
      for (const at of [now, now + 60_000]) await bind(user, subject, at);
      expect(await stores().users.firstSignIn(user)).toBe(now);
    });

    test('binds a name again to the same subject', async () => {
      const user = freshName('user');
      await bind(user, subject, now);
      expect(await bind(user, subject, now + 1)).toBe(true);
    });

    test.each([
      ['another subject', { ...subject, subject: '9d40' }],
      ['the same subject of another issuer', { ...subject, issuer: 'https://other.example' }],
    ])('refuses a bound name to %s, and leaves it with the first', async (_who, other) => {
      const user = freshName('user');
      await bind(user, subject, now);
      expect(await bind(user, other, now)).toBe(false);
      expect(await bind(user, subject, now)).toBe(true);
    });

    test('gives a name to exactly one of two subjects who come at once', async () => {
      const user = freshName('user');
      const subjects = ['one', 'two'].map((name) => ({ ...subject, subject: name }));
      const outcomes = await Promise.all(subjects.map((each) => bind(user, each, now)));
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('lets the same subject sign in twice at once', async () => {
      const user = freshName('user');
      const outcomes = await Promise.all([1, 2].map(() => bind(user, subject, now)));
      expect(outcomes).toEqual([true, true]);
    });

    test('tells names apart by case', async () => {
      const user = freshName('user');
      await bind(user, subject, now);
      expect(await stores().users.exists(user.toUpperCase())).toBe(false);
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      expect(await stores().users.exists(name)).toBe(false);
      expect(await bind(name, subject, now)).toBe(true);
      expect(await stores().users.exists(name)).toBe(true);
    });

    describe('of whom one is erased', () => {
      const { isOwn, isErased, isFree } = { isOwn: false, isErased: true, isFree: false };

      test('belong to nobody from then on, by the first command that says so', async () => {
        const user = freshName('user');
        const { users } = stores();
        expect(await users.erasure(user)).toBeUndefined();
        await users.beginErasing(user, 'id1');
        // Who never came is nobody to be erased.
        expect(await users.erasure(user)).toBeUndefined();
        await bind(user, subject, now);
        await users.beginErasing(user, 'id1');
        await users.beginErasing(user, 'id2');
        expect(await users.erasure(user)).toEqual({ id: 'id1' });
        expect(await users.bind(user, subject, now)).toMatchObject({ isOwn, isErased, isFree });
        // What was said to them others may still read.
        expect(await users.exists(user)).toBe(true);
      });

      test('are found no more, though who had one tries to sign in', async () => {
        const user = freshName('user');
        const { users, directory } = stores();
        await bind(user, subject, now);
        await users.beginErasing(user, 'id1');
        await users.clear(user, 'id1');
        await users.bind(user, subject, now);
        expect((await directory.search(user, { limit: 10 })).items).toEqual([]);
      });

      test('lose what they are found by and shown as, and no profile is written any more', async () => {
        const user = freshName('user');
        const { users, profiles, directory } = stores();
        await bind(user, subject, now);
        const entries = { display_name: { value: 'Ann', rev: 'r1' } };
        await profiles.write(user, { rev: 'r1', entries }, '');
        await users.beginErasing(user, 'id1');
        await users.clear(user, 'another');
        expect(await profiles.find(user)).toEqual({ rev: 'r1', entries });
        expect(await profiles.findAll([user])).toEqual(new Map());
        await users.clear(user, 'id1');
        expect(await profiles.find(user)).toEqual({ rev: '', entries: {} });
        expect(await profiles.write(user, { rev: 'r2', entries }, '')).toBe(false);
        expect((await directory.search(user, { limit: 10 })).items).toEqual([]);
      });

      test('are another’s once they are free, of two who come at once one’s', async () => {
        const user = freshName('user');
        const { users, directory, profiles } = stores();
        const other = { ...subject, subject: 'another' };
        await bind(user, subject, now);
        await users.beginErasing(user, 'id1');
        expect(await users.rebind(user, other, now)).toBe(false);
        await users.free(user, { id: 'another', freedAt: now });
        expect(await users.erasure(user)).toEqual({ id: 'id1' });
        await users.free(user, { id: 'id1', freedAt: now + 1_000 });
        expect(await users.firstSignIn(user)).toBeUndefined();
        expect(await users.erasure(user)).toEqual({ id: 'id1', freedAt: now + 1_000 });
        expect(await users.bind(user, other, now + 999)).toMatchObject({ isErased, isFree });
        expect(await users.bind(user, other, now + 1_000)).toMatchObject({ isErased, isFree: true });
        expect(await users.rebind(user, other, now + 999)).toBe(false);
        expect(await users.rebind(user, other, now + 1_000)).toBe(true);
        expect(await users.rebind(user, subject, now + 1_000)).toBe(false);
        // The same once more, as its first answer got lost.
        expect(await users.rebind(user, other, now + 1_000)).toBe(true);
        expect(await users.bind(user, other, now)).toMatchObject({
          isOwn: true,
          isErased: false,
          isFree: false,
        });
        expect(await users.erasure(user)).toBeUndefined();
        expect(await profiles.findAll([user])).toEqual(new Map([[user, { rev: '', entries: {} }]]));
        // Of two devices at once the second comes behind what was done over the first.
        const profile = { rev: 'r1', entries: { display_name: { value: 'Ann', rev: 'r1' } } };
        await profiles.write(user, profile, '');
        expect(await users.rebind(user, other, now + 1_000)).toBe(true);
        expect(await profiles.find(user)).toEqual(profile);
        await users.beginErasing(user, 'id2');
        expect(await users.rebind(user, other, now + 1_000)).toBe(false);
        expect(await users.erasure(user)).toEqual({ id: 'id2' });
        expect((await directory.search(user, { limit: 10 })).items).toMatchObject([{ name: user }]);
      });
    });
  });
}
