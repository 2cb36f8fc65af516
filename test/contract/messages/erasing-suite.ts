import { describe, expect, test } from '@jest/globals';
import { whisperKey } from '../../../chat/ports/messages/conversations.ts';
import { NO_PRESENCE } from '../../../chat/ports/people/presences.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { freshName, type Stores } from '../stores.ts';

/** What an erasure takes away, of one user and of nobody else. */
export function describeErasing(stores: () => Stores): void {
  const idAt = (milliseconds: number) => idOfTime(stores().clock.now() + milliseconds);

  describe('of somebody who is erased', () => {
    test('all rows of conversations go, and nobody else’s', async () => {
      const { conversations } = stores();
      const [user, other] = [freshName('user'), freshName('user')];
      for (const one of [user, other]) {
        await conversations.remember(one, { groupId: 'id1', name: 'devs' });
        for (let peer = 0; peer < 30; peer++) await conversations.touch(one, `peer${peer}`, 20_000);
        await conversations.setNotify(one, whisperKey('peer'), { level: 'none', rev: idAt(0) });
      }
      await conversations.erase(user);
      await conversations.erase(user);
      expect(await conversations.list(user, { limit: 50 })).toEqual({ items: [], hasMore: false });
      expect((await conversations.list(other, { limit: 50 })).items).toHaveLength(32);
    });

    test('all refs go', async () => {
      const { refs, clock } = stores();
      const [user, other] = [freshName('user'), freshName('user')];
      const claim = { id: idAt(0), digest: 'd', now: clock.now(), until: clock.now() + 1 };
      for (const one of [user, other]) for (const ref of ['r1', 'r2']) await refs.claim(one, ref, claim);
      await refs.erase(user);
      expect(await refs.find(user, 'r1')).toBeUndefined();
      expect(await refs.find(other, 'r1')).toMatchObject({ id: claim.id });
    });

    test('nobody has ever seen them', async () => {
      const { presences } = stores();
      const user = freshName('user');
      await presences.write(user, { ...NO_PRESENCE, rev: idAt(0) });
      await presences.erase(user);
      await presences.erase(user);
      expect(await presences.find(user)).toEqual(NO_PRESENCE);
    });

    test('their reactions to a message go, and others’ stay', async () => {
      const { reactions } = stores();
      const message = idAt(1);
      for (const user of ['user1', 'user2'])
        await reactions.add(message, { emoji: '👍', user, id: idAt(2), hiddenFrom: [] });
      await reactions.forget(message, 'user1');
      expect((await reactions.all(message)).map(({ user }) => user)).toEqual(['user2']);
      expect(await reactions.of('user1', [message])).toEqual(new Map());
    });

    test('it is listed with whom there is anything, be it hidden from them', async () => {
      const { friendships } = stores();
      const user = freshName('m');
      const others = ['a', 'b', 'x'].map((prefix) => freshName(prefix));
      const [hidden = '', asked = '', friend = ''] = others;
      await friendships.request({ from: hidden, to: user, id: idAt(1), hidden: true });
      await friendships.request({ from: user, to: asked, id: idAt(1), hidden: false });
      await friendships.request({ from: user, to: friend, id: idAt(1), hidden: false });
      await friendships.accept({ asker: user, answerer: friend, id: idAt(2) }, { evenHidden: false });
      expect((await friendships.others(user, { limit: 10 })).items).toEqual(others);
      expect((await friendships.others(user, { limit: 1, after: hidden })).items).toEqual([asked]);
      for (const other of others) await friendships.end(user, other);
      expect((await friendships.others(user, { limit: 10 })).items).toEqual([]);
    });

    test('their blocks hide nothing any more, those that have ended neither', async () => {
      const { blocks } = stores();
      const [user, one, other] = [freshName('user'), freshName('user'), freshName('user')];
      for (const blocked of [one, other])
        await blocks.add({ blocker: user, blocked, id: idAt(0), since: idAt(1) });
      await blocks.remove({ blocker: user, blocked: other, id: idAt(20) });
      for (const blocked of [one, other, other]) await blocks.erase(user, blocked);
      expect((await blocks.everBlockedBy(user)).names).toEqual(new Set());
      expect(await blocks.intervals(user, [one, other])).toEqual(new Map());
      expect((await blocks.list(user, { limit: 10 })).items).toEqual([]);
    });

    test('their channel is shut until the name is another’s, whatever is said of a ban', async () => {
      const { subscriptions } = stores();
      const user = freshName('user');
      await subscriptions.shut(user);
      await subscriptions.bar(user, { id: idAt(1), until: 5 });
      await subscriptions.bar(user, { id: idAt(2), until: 0 });
      for (const consistent of [true, false])
        expect(await subscriptions.ofUser(user, { consistent })).toEqual({
          connections: [],
          barredUntil: 0,
          isShut: true,
        });
      await subscriptions.reopen(user);
      expect(await subscriptions.ofUser(user)).toMatchObject({ isShut: false });
      // Who has the name by now may be banned when another device of theirs comes to open it.
      await subscriptions.bar(user, { id: idAt(1), until: 5 });
      await subscriptions.reopen(user);
      expect(await subscriptions.ofUser(user)).toMatchObject({ barredUntil: 5, isShut: false });
    });

    test('what is left to be done, and how far it has come, is found again', async () => {
      const { undelivered, clock } = stores();
      const erases = freshName('user');
      const job = { id: `${idAt(0)}~e`, erases, step: 'said', after: 'lobby 0 id', heldUntil: clock.now() };
      await undelivered.put(job);
      clock.advance(60_000);
      const due = await undelivered.due(clock.now(), 10_000);
      expect(due.filter((one) => 'erases' in one && one.erases === erases)).toEqual([job]);
    });
  });
}
