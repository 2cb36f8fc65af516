import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import { type Ban, FOREVER } from '../../../chat/ports/people/bans.ts';
import { collect } from '../collect.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeBans(stores: () => Stores): void {
  const subject = { issuer: 'https://issuer.example', subject: '8c3f' };
  const now = () => stores().clock.now();
  const later = () => now() + 60_000;

  describe('bans', () => {
    let user: string;

    const signIn = (name = user) => stores().users.bind(name, subject, now());
    const banOf = (number: number, until: number, more: Partial<Ban> = {}): Ban => ({
      user,
      id: idAt(now() + number),
      by: 'admin',
      until,
      ...more,
    });
    const listed = async () =>
      (await stores().bans.list({ limit: 1_000 })).items.filter((ban) => ban.user === user);

    beforeEach(async () => {
      user = freshName('user');
      await signIn();
    });

    test('are found as they were set, and told at the next sign-in', async () => {
      expect(await stores().bans.find(user)).toBeUndefined();
      expect(await signIn()).toMatchObject({ isOwn: true, bannedUntil: 0 });
      const ban = banOf(1, later(), { reason: 'Spam' });
      expect(await stores().bans.set(ban)).toBe(true);
      expect(await stores().bans.find(user)).toEqual(ban);
      expect(await signIn()).toMatchObject({ isOwn: true, bannedUntil: later() });
    });

    test('may be for good', async () => {
      await stores().bans.set(banOf(1, FOREVER));
      expect(await stores().bans.find(user)).toEqual(banOf(1, FOREVER));
      expect((await signIn()).bannedUntil).toBe(FOREVER);
    });

    test('end, of which stays by whom and when, and in no list', async () => {
      await stores().bans.set(banOf(1, FOREVER, { reason: 'Spam' }));
      expect(await stores().bans.set(banOf(2, 0))).toBe(true);
      expect(await stores().bans.find(user)).toEqual(banOf(2, 0));
      expect(await signIn()).toMatchObject({ isOwn: true, bannedUntil: 0 });
      expect(await listed()).toEqual([]);
    });

    test('are as the latest command has them, also of one that comes late, or again', async () => {
      const { set } = stores().bans;
      expect(await set(banOf(2, later()))).toBe(true);
      expect(await set(banOf(2, later()))).toBe(true);
      expect(await set(banOf(1, 0))).toBe(false);
      expect(await stores().bans.find(user)).toEqual(banOf(2, later()));
      expect(await set(banOf(3, 0))).toBe(true);
      expect(await set(banOf(2, later()))).toBe(false);
      expect((await signIn()).bannedUntil).toBe(0);
    });

    test('are of nobody who never came, and make nobody', async () => {
      const nobody = freshName('user');
      expect(await stores().bans.set(banOf(1, FOREVER, { user: nobody }))).toBe(false);
      expect(await stores().bans.find(nobody)).toBeUndefined();
      expect(await stores().users.exists(nobody)).toBe(false);
    });

    test('are listed by name while they stand', async () => {
      const second = `${user}.2`;
      await signIn(second);
      const [one, two] = [banOf(1, later()), banOf(2, FOREVER, { user: second, reason: 'Spam' })];
      for (const ban of [two, one]) await stores().bans.set(ban);
      const own = async () =>
        (await stores().bans.list({ limit: 1_000 })).items.filter((ban) => ban.user.startsWith(user));
      expect(await own()).toEqual([one, two]);
      const behind = await stores().bans.list({ after: user, limit: 1 });
      expect(behind.items).toEqual([two]);
      stores().clock.advance(60_000);
      expect(await own()).toEqual([two]);
    });

    test('leave a profile, and whose it is, as they were', async () => {
      const profile = { rev: idAt(now()), entries: { about: { value: 'Hi', rev: idAt(now()) } } };
      await stores().profiles.write(user, profile, '');
      await stores().bans.set(banOf(1, FOREVER));
      await stores().bans.set(banOf(2, 0));
      expect(await stores().profiles.find(user)).toEqual(profile);
      expect(await stores().users.bind(user, { ...subject, subject: 'another' }, now())).toMatchObject({
        isOwn: false,
      });
    });

    test.each(AWKWARD_NAMES)('keep the user %s apart from others', async (name) => {
      await signIn(name);
      await stores().bans.set(banOf(1, FOREVER, { user: name }));
      expect(await stores().bans.find(name)).toEqual(banOf(1, FOREVER, { user: name }));
      expect(await stores().bans.find(user)).toBeUndefined();
      await stores().bans.set(banOf(2, 0, { user: name }));
    });
  });

  describe('a user’s channel', () => {
    const rowOf = (user: string, connectionId: string): Subscription => ({
      channel: `user:${user}`,
      connectionId,
      user,
      protocol: 'v2',
      connectedAt: now(),
      tokenExpiresAt: later(),
    });

    test('has the connections and, where the user is barred, until when', async () => {
      const user = freshName('user');
      const rows = [rowOf(user, 'A='), rowOf(user, 'b=')];
      expect(await stores().subscriptions.ofUser(user)).toEqual({
        connections: [],
        barredUntil: 0,
        isShut: false,
      });
      await stores().subscriptions.put(rows);
      await stores().subscriptions.bar(user, { id: idAt(now()), until: FOREVER });
      expect(await stores().subscriptions.ofUser(user)).toEqual({
        connections: rows,
        barredUntil: FOREVER,
        isShut: false,
      });
    });

    test('shows a bar as no connection, to whoever reads it', async () => {
      const user = freshName('user');
      await stores().subscriptions.bar(user, { id: idAt(now()), until: later() });
      for (const consistent of [true, false])
        expect((await collect(stores().subscriptions.pages(`user:${user}`, { consistent }))).flat()).toEqual(
          [],
        );
    });

    test('is barred as the latest command has it', async () => {
      const user = freshName('user');
      const bar = (number: number, until: number) =>
        stores().subscriptions.bar(user, { id: idAt(now() + number), until });
      await bar(2, FOREVER);
      await bar(1, 0);
      expect(await stores().subscriptions.ofUser(user)).toMatchObject({ barredUntil: FOREVER });
      await bar(3, 0);
      await bar(2, FOREVER);
      expect(await stores().subscriptions.ofUser(user)).toMatchObject({ barredUntil: 0 });
    });

    test('leaves out connections that have expired', async () => {
      const user = freshName('user');
      await stores().subscriptions.put([{ ...rowOf(user, 'A='), connectedAt: now() - 3 * 60 * 60 * 1_000 }]);
      expect(await stores().subscriptions.ofUser(user)).toMatchObject({ connections: [] });
    });
  });
}
