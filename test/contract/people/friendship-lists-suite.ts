import { describe, expect, test } from '@jest/globals';
import type { Friendship } from '../../../chat/ports/people/friendships.ts';
import { idAt } from '../event-ids.ts';
import { followPages } from '../follow-pages.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeFriendshipLists(stores: () => Stores): void {
  describe('the lists of friends and requests', () => {
    const ending = idAt(1_900_000_000_000);

    const listOf = (user: string, state: Friendship['state'], limit = 100) =>
      followPages(
        (range) => stores().friendships.list(user, state, range),
        (friendship) => friendship.user,
        limit,
      );

    const namesOf = async (user: string, state: Friendship['state'], limit?: number) =>
      (await listOf(user, state, limit)).flat().map((friendship) => friendship.user);

    const ask = (from: string, to: string, hidden = false) =>
      stores().friendships.request({ from, to, id: `00 ${from} asks ${to}`, hidden });

    async function befriend(asker: string, answerer: string) {
      await ask(asker, answerer);
      const answer = { asker, answerer, id: `00 ${answerer} accepts ${asker}` };
      await stores().friendships.accept(answer, { evenHidden: true });
    }

    /** Names on both sides of the user's own, for a pair's item is kept under whichever sorts first. */
    function circle() {
      const name = freshName('user');
      const others = ['a', 'b', 'c', 'x', 'y', 'z'].map((letter) => `${name}.${letter}`);
      return { user: `${name}.m`, others, at: (index: number) => others[index] as string };
    }

    test.each([1, 2, 3, 4, 6, 7])('come by name, each once, %i at a time', async (limit) => {
      const { user, others } = circle();
      for (const [index, other] of others.toReversed().entries()) {
        await (index % 2 === 0 ? befriend(user, other) : befriend(other, user));
      }
      const pages = await listOf(user, 'friends', limit);
      expect(pages.flat().map((friendship) => friendship.user)).toEqual(others);
      expect(pages.map(({ length }) => length)).toEqual(
        Array.from({ length: Math.ceil(6 / limit) }, (_, page) => Math.min(limit, 6 - page * limit)),
      );
    });

    test.each([1, 2, 100])('keep friends and requests apart, %i at a time', async (limit) => {
      const { user, others, at } = circle();
      for (const other of [at(0), at(2), at(4)]) await befriend(user, other);
      for (const other of [at(1), at(3)]) await ask(user, other);
      await ask(at(5), user);
      expect(await namesOf(user, 'friends', limit)).toEqual([at(0), at(2), at(4)]);
      expect(await namesOf(user, 'requested', limit)).toEqual([at(1), at(3), at(5)]);
      expect(await namesOf(others[5] as string, 'friends', limit)).toEqual([]);
    });

    test('tell who asked, and by which event it came to be', async () => {
      const { user, at } = circle();
      for (const [asker, answerer] of [[user, at(0)] as const, [at(5), user] as const]) {
        const other = asker === user ? answerer : asker;
        await ask(asker, answerer);
        const request = { requestedBy: asker, state: 'requested', hidden: false };
        expect(await listOf(user, 'requested')).toEqual([
          [{ user: other, id: `00 ${asker} asks ${answerer}`, ...request }],
        ]);
        await befriend(asker, answerer);
        expect((await listOf(user, 'friends')).flat()).toContainEqual({
          user: other,
          id: `00 ${answerer} accepts ${asker}`,
          requestedBy: asker,
          state: 'friends',
          hidden: false,
        });
      }
    });

    test('show a hidden request to who made it, not to whom it is for', async () => {
      const { user, at } = circle();
      for (const [index, isOwn] of [true, false].entries()) {
        const [before, behind] = [at(index), at(index + 3)];
        for (const other of [before, behind]) await (isOwn ? ask(user, other, true) : ask(other, user, true));
      }
      expect(await namesOf(user, 'requested')).toEqual([at(0), at(3)]);
      expect(await namesOf(at(0), 'requested')).toEqual([]);
      expect(await namesOf(at(1), 'requested')).toEqual([user]);
    });

    test('show a hidden request once both are friends', async () => {
      const { user, at } = circle();
      await ask(at(0), user, true);
      await befriend(at(0), user);
      expect(await namesOf(user, 'friends')).toEqual([at(0)]);
    });

    test('go on behind whatever name, the user’s own too', async () => {
      const { user, others, at } = circle();
      for (const other of others) await befriend(user, other);
      const behind = async (after: string) =>
        (await stores().friendships.list(user, 'friends', { after, limit: 2 })).items.map(
          (friendship) => friendship.user,
        );
      expect(await behind(user)).toEqual([at(3), at(4)]);
      expect(await behind(at(2))).toEqual([at(3), at(4)]);
      expect(await behind(`${at(1)}.1`)).toEqual([at(2), at(3)]);
      expect(await behind(at(5))).toEqual([]);
    });

    test('are asked whom of some others they have as friends, whoever comes first by name', async () => {
      const { user, others, at } = circle();
      for (const other of [at(0), at(4), at(5)]) await befriend(user, other);
      await ask(user, at(1));
      await stores().friendships.unfriend(user, at(4), ending);
      const { friendsAmong } = stores().friendships;
      expect(await friendsAmong(user, [...others, freshName('user')])).toEqual(new Set([at(0), at(5)]));
      expect(await friendsAmong(user, [])).toEqual(new Set());
    });

    test('find what lies behind many of the other kind', async () => {
      const user = freshName('user');
      const number = (index: number) => String(index).padStart(3, '0');
      const strangers = Array.from({ length: 120 }, (_, index) => `${user}.${number(index)}`);
      await Promise.all(strangers.map((other) => ask(other, user)));
      const friend = `${user}.999`;
      await befriend(friend, user);
      expect(await stores().friendships.list(user, 'friends', { limit: 1 })).toMatchObject({
        items: [{ user: friend }],
        hasMore: false,
      });
      expect(await namesOf(user, 'requested', 50)).toEqual(strangers);
    });

    test('hold nothing that has ended', async () => {
      const { user, at } = circle();
      await befriend(user, at(0));
      await ask(user, at(5));
      for (const other of [at(1), at(4)]) await ask(user, other);
      await stores().friendships.unfriend(at(0), user, ending);
      await stores().friendships.end(at(5), user);
      for (const other of [at(1), at(4)]) {
        await stores().friendships.decline({ asker: user, answerer: other, id: ending });
      }
      for (const name of [user, at(0), at(1), at(4), at(5)]) {
        expect(await namesOf(name, 'friends')).toEqual([]);
        expect(await namesOf(name, 'requested')).toEqual([]);
      }
    });

    test.each([1, 2, 100])('go on past what has ended, %i at a time', async (limit) => {
      const { user, others, at } = circle();
      for (const other of others) await befriend(user, other);
      for (const other of [at(0), at(2), at(3), at(5)])
        await stores().friendships.unfriend(user, other, ending);
      const pages = await listOf(user, 'friends', limit);
      expect(pages.flat().map((friendship) => friendship.user)).toEqual([at(1), at(4)]);
      expect(pages.map(({ length }) => length)).toEqual(limit === 1 ? [1, 1] : [2]);
    });

    test('show a request that was made after the last one was declined', async () => {
      const { user, at } = circle();
      for (const other of [at(0), at(5)]) {
        await ask(other, user);
        await stores().friendships.decline({ asker: other, answerer: user, id: ending });
        await stores().friendships.request({ from: user, to: other, id: 'again', hidden: false });
        expect(await namesOf(other, 'requested')).toEqual([user]);
      }
      expect(await namesOf(user, 'requested')).toEqual([at(0), at(5)]);
    });

    test.each(AWKWARD_NAMES)('take %s for a name like any other', async (name) => {
      const other = freshName('user');
      await befriend(name, other);
      expect(await namesOf(name, 'friends')).toContain(other);
      expect(await namesOf(other, 'friends')).toEqual([name]);
    });
  });
}
