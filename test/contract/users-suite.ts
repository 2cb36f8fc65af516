import { describe, expect, test } from '@jest/globals';
import { AWKWARD_NAMES, freshName, type Stores } from './stores.ts';

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
  });
}
