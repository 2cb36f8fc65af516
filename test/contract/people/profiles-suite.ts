import { describe, expect, test } from '@jest/globals';
import type { Profile } from '../../../chat/ports/people/profiles.ts';
import { freshName, type Stores } from '../stores.ts';

const named = (rev: string, value: string): Profile => ({ rev, entries: { display_name: { value, rev } } });

export function describeProfiles(stores: () => Stores): void {
  describe('profiles', () => {
    const nothing = { rev: '', entries: {} };

    async function signIn(): Promise<string> {
      const user = freshName('user');
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      return user;
    }

    test('are of nobody who never signed in', async () => {
      const nobody = freshName('user');
      expect(await stores().profiles.find(nobody)).toBeUndefined();
      expect(await stores().profiles.findAll([nobody])).toEqual(new Map());
      expect(await stores().profiles.write(nobody, named('id1', 'Ann'), '')).toBe(false);
      expect(await stores().users.exists(nobody)).toBe(false);
    });

    test('are empty at first', async () => {
      expect(await stores().profiles.find(await signIn())).toEqual(nothing);
    });

    test('are what was written', async () => {
      const user = await signIn();
      const profile: Profile = {
        rev: 'id2',
        entries: { display_name: { value: 'Ann 👩‍💻', rev: 'id1' }, about: { rev: 'id2' } },
      };
      expect(await stores().profiles.write(user, profile, '')).toBe(true);
      expect(await stores().profiles.find(user)).toEqual(profile);
    });

    test('are written only as long as nobody has written them since', async () => {
      const user = await signIn();
      const { profiles } = stores();
      expect(await profiles.write(user, named('id1', 'Ann'), '')).toBe(true);
      expect(await profiles.write(user, named('id2', 'Bea'), '')).toBe(false);
      expect(await profiles.write(user, named('id2', 'Bea'), 'id0')).toBe(false);
      expect(await profiles.find(user)).toEqual(named('id1', 'Ann'));
      expect(await profiles.write(user, named('id2', 'Bea'), 'id1')).toBe(true);
      expect(await profiles.find(user)).toEqual(named('id2', 'Bea'));
    });

    test('take one of two that are written at once', async () => {
      const user = await signIn();
      const outcomes = await Promise.all(
        ['id1', 'id2'].map((rev) => stores().profiles.write(user, named(rev, rev), '')),
      );
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('are found together, by name', async () => {
      const users = await Promise.all(Array.from({ length: 101 }, signIn));
      const [first = '', second = ''] = users;
      await stores().profiles.write(second, named('id1', 'Ann'), '');
      const found = await stores().profiles.findAll([...users, freshName('user')]);
      expect([...found.keys()].toSorted()).toEqual(users.toSorted());
      expect(found.get(first)).toEqual(nothing);
      expect(found.get(second)).toEqual(named('id1', 'Ann'));
    });

    test('say nothing else of whose a name is', async () => {
      const user = await signIn();
      await stores().profiles.write(user, named('id1', 'Ann'), '');
      const subject = { issuer: 'https://issuer.example', subject: user };
      expect(await stores().users.bind(user, subject, 1)).toMatchObject({ isOwn: true });
      expect(await stores().users.bind(user, { ...subject, subject: 'another' }, 1)).toMatchObject({
        isOwn: false,
      });
      expect(await stores().users.firstSignIn(user)).toBe(0);
    });
  });
}
