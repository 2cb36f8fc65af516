import { describe, expect, test } from '@jest/globals';
import { dayOf, type ReadPeer, whisperKey } from '../../../chat/ports/messages/conversations.ts';
import type { Page } from '../../../chat/ports/page.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, DAY_MS, freshName, RETENTION_DAYS, type Stores } from '../stores.ts';

export function describeConversations(stores: () => Stores): void {
  describe('whispers of a user', () => {
    const today = () => dayOf(stores().clock.now());
    const FIRST_DAY = 0;

    const peersSince = async (user: string, day: number) =>
      (await stores().conversations.peersSince(user, day)).map(({ peer }) => peer).sort();

    test('are with whom something has happened, on that day or later', async () => {
      const user = freshName('user');
      await stores().conversations.touch(user, 'old', today() - 3);
      await stores().conversations.touch(user, 'new', today());
      await stores().conversations.pair(user, 'paired', today() - 1);
      expect(await peersSince(user, today() - 1)).toEqual(['new', 'paired']);
      expect(await peersSince(user, today() - 3)).toEqual(['new', 'old', 'paired']);
      expect(await peersSince(user, today() + 1)).toEqual([]);
      expect(await peersSince(freshName('user'), FIRST_DAY)).toEqual([]);
    });

    test('never move back to an earlier day', async () => {
      const user = freshName('user');
      await stores().conversations.touch(user, 'peer', today());
      await stores().conversations.touch(user, 'peer', today() - 2);
      await stores().conversations.pair(user, 'peer', today() - 1);
      expect(await peersSince(user, today())).toEqual(['peer']);
    });

    test('move on to a later day', async () => {
      const user = freshName('user');
      for (const day of [today() - 2, today() - 1, today()]) {
        await stores().conversations.touch(user, 'peer', day);
      }
      expect(await peersSince(user, today())).toEqual(['peer']);
    });

    test('are paired on the last day on which both sides knew', async () => {
      const user = freshName('user');
      const find = () => stores().conversations.findDays(user, 'peer');
      expect(await find()).toEqual({});
      await stores().conversations.touch(user, 'peer', today() - 2);
      expect(await find()).toEqual({});
      for (const day of [today() - 1, today(), today() - 1]) {
        await stores().conversations.pair(user, 'peer', day);
      }
      expect(await find()).toEqual({ pairedOn: today() });
      expect(await stores().conversations.findDays('peer', user)).toEqual({});
    });

    test('stay paired while only the user’s side goes on', async () => {
      const user = freshName('user');
      await stores().conversations.pair(user, 'peer', today() - 1);
      await stores().conversations.touch(user, 'peer', today());
      expect(await stores().conversations.findDays(user, 'peer')).toEqual({ pairedOn: today() - 1 });
    });

    test('tell in which logs something has happened since', async () => {
      const user = freshName('user');
      const { pair, touchOwn, findDays, peersSince: since, peersAfter } = stores().conversations;
      await pair(user, 'both', today());
      await touchOwn(user, 'both', today() - 1);
      await touchOwn(user, 'own', today());
      await touchOwn(user, 'own', today() - 1);
      expect(await since(user, today() - 1)).toEqual([
        { peer: 'both', isShared: true, isOwn: true },
        { peer: 'own', isShared: false, isOwn: true },
      ]);
      expect(await since(user, today())).toEqual([
        { peer: 'both', isShared: true, isOwn: false },
        { peer: 'own', isShared: false, isOwn: true },
      ]);
      expect(await findDays(user, 'both')).toEqual({ pairedOn: today(), ownOn: today() - 1 });
      expect(await findDays(user, 'own')).toEqual({ ownOn: today() });
      expect((await peersAfter(user, '', 5)).items).toEqual([
        { peer: 'both', isShared: true, isOwn: true },
        { peer: 'own', isShared: false, isOwn: true },
      ]);
    });

    test.each([1, 2, 3, 4])('come by name, each once, %i at a time', async (limit) => {
      const user = freshName('user');
      for (const peer of ['c', 'A', 'b', '1']) await stores().conversations.touch(user, peer, today());
      // Other conversations are no whispers.
      for (const key of ['lobby', 'group:id1']) {
        await stores().conversations.mark(user, key, idAt(stores().clock.now()), { isShown: false });
      }
      const pages: (readonly string[])[] = [];
      let page: Page<ReadPeer>;
      do {
        page = await stores().conversations.peersAfter(user, pages.at(-1)?.at(-1) ?? '', limit);
        pages.push(page.items.map(({ peer }) => peer));
      } while (page.hasMore);
      expect(pages.flat()).toEqual(['1', 'A', 'b', 'c']);
      expect(pages).toHaveLength(Math.ceil(4 / limit));
    });

    test('are kept as long as what was whispered', async () => {
      const user = freshName('user');
      const day = today();
      await stores().conversations.pair(user, 'peer', day);
      stores().clock.advance(RETENTION_DAYS * DAY_MS);
      expect(await stores().conversations.findDays(user, 'peer')).toEqual({ pairedOn: day });
      expect(await peersSince(user, FIRST_DAY)).toEqual(['peer']);
      stores().clock.advance(3 * DAY_MS);
      expect(await stores().conversations.findDays(user, 'peer')).toEqual({});
      expect(await peersSince(user, FIRST_DAY)).toEqual([]);
      expect(await stores().conversations.peersAfter(user, '', 5)).toEqual({ items: [], hasMore: false });
      await stores().conversations.touch(user, 'peer', today());
      expect(await peersSince(user, FIRST_DAY)).toEqual(['peer']);
    });

    test('with more peers than one page holds are all found', async () => {
      const user = freshName('user');
      const peers = Array.from({ length: 130 }, (_, index) => `peer${100 + index}`);
      await Promise.all(peers.map((peer) => stores().conversations.touch(user, peer, today())));
      expect(await peersSince(user, today())).toEqual(peers);
    });

    test.each(AWKWARD_NAMES)('take %s for a name like any other', async (name) => {
      const other = freshName('user');
      await stores().conversations.pair(name, other, today());
      await stores().conversations.touch(other, name, today());
      expect(await stores().conversations.findDays(name, other)).toEqual({ pairedOn: today() });
      expect(await peersSince(name, today())).toContain(other);
      expect(await peersSince(other, today())).toEqual([name]);
    });
  });

  describe('read marks', () => {
    const idIn = (milliseconds: number) => idAt(stores().clock.now() + milliseconds);

    test('are told by conversation, where there are any', async () => {
      const user = freshName('user');
      const keys = ['lobby', 'group:id1', whisperKey('peer')];
      await stores().conversations.touch(user, 'peer', dayOf(stores().clock.now()));
      for (const [index, key] of keys.entries())
        await stores().conversations.mark(user, key, idIn(index), { isShown: false });
      const states = await stores().conversations.states(user, [...keys, 'group:id2', 'lobby']);
      expect(states).toEqual(new Map(keys.map((key, index) => [key, { readUpto: idIn(index) }])));
      // Those of channels are read at once, that of a whisper with its peer.
      expect(await stores().conversations.channelStates(user)).toEqual({
        states: new Map([
          ['lobby', { readUpto: idIn(0) }],
          ['group:id1', { readUpto: idIn(1) }],
        ]),
        isComplete: true,
      });
      expect((await stores().conversations.peersAfter(user, '', 5)).items).toEqual([
        { peer: 'peer', isShared: true, isOwn: false, readUpto: idIn(2) },
      ]);
      expect((await stores().conversations.channelStates(freshName('user'))).states.size).toBe(0);
      expect(await stores().conversations.states(user, [])).toEqual(new Map());
      expect(await stores().conversations.states(freshName('user'), keys)).toEqual(new Map());
    });

    test('move forward only', async () => {
      const user = freshName('user');
      expect(await stores().conversations.mark(user, 'lobby', idIn(5), { isShown: false })).toBe(true);
      expect(await stores().conversations.mark(user, 'lobby', idIn(5), { isShown: false })).toBe(false);
      expect(await stores().conversations.mark(user, 'lobby', idIn(4), { isShown: false })).toBe(false);
      expect(await stores().conversations.mark(user, 'lobby', idIn(6), { isShown: false })).toBe(true);
      expect(await stores().conversations.states(user, ['lobby'])).toEqual(
        new Map([['lobby', { readUpto: idIn(6) }]]),
      );
    });

    test('end where the furthest of several at once is', async () => {
      const user = freshName('user');
      await Promise.all(
        [3, 1, 4, 2].map((at) => stores().conversations.mark(user, 'lobby', idIn(at), { isShown: false })),
      );
      expect((await stores().conversations.states(user, ['lobby'])).get('lobby')?.readUpto).toBe(idIn(4));
    });

    test('and whispers with the same user leave each other alone', async () => {
      const user = freshName('user');
      const day = dayOf(stores().clock.now());
      await stores().conversations.pair(user, 'peer', day);
      await stores().conversations.mark(user, whisperKey('peer'), idIn(1), { isShown: false });
      await stores().conversations.touch(user, 'peer', day + 1);
      expect(await stores().conversations.findDays(user, 'peer')).toEqual({ pairedOn: day });
      expect(await stores().conversations.peersSince(user, day + 1)).toMatchObject([{ peer: 'peer' }]);
      const states = await stores().conversations.states(user, [whisperKey('peer'), whisperKey('other')]);
      expect(states).toEqual(new Map([[whisperKey('peer'), { readUpto: idIn(1) }]]));
    });

    test('of a whisper are set only where there has been one, of whichever kind', async () => {
      const user = freshName('user');
      const { mark, touch, touchOwn, states } = stores().conversations;
      expect(await mark(user, whisperKey('stranger'), idIn(1), { isShown: false })).toBe(false);
      await touch(user, 'both', dayOf(stores().clock.now()));
      await touchOwn(user, 'own', dayOf(stores().clock.now()));
      for (const peer of ['both', 'own']) {
        expect(await mark(user, whisperKey(peer), idIn(1), { isShown: false })).toBe(true);
        expect(await mark(user, whisperKey(peer), idIn(0), { isShown: false })).toBe(false);
      }
      expect((await states(user, [whisperKey('stranger')])).size).toBe(0);
    });

    test('are told to the other party of a whisper as far as they may see them', async () => {
      const [user, one, two] = [freshName('user'), freshName('peer'), freshName('peer')];
      const { mark, touch, marksOfPeers } = stores().conversations;
      for (const peer of [one, two]) await touch(peer, user, dayOf(stores().clock.now()));
      await mark(one, whisperKey(user), idIn(1), { isShown: true });
      await mark(one, whisperKey(user), idIn(2), { isShown: false });
      await mark(two, whisperKey(user), idIn(1), { isShown: false });
      expect(await marksOfPeers(user, [one, two, 'stranger'])).toEqual(new Map([[one, idIn(1)]]));
      expect(await marksOfPeers(user, [])).toEqual(new Map());
    });

    test('are gone once all that was read is', async () => {
      const user = freshName('user');
      await stores().conversations.mark(user, 'lobby', idIn(0), { isShown: false });
      stores().clock.advance((RETENTION_DAYS + 3) * DAY_MS);
      expect(await stores().conversations.states(user, ['lobby'])).toEqual(new Map());
    });

    test('of more conversations than one batch holds are all told', async () => {
      const user = freshName('user');
      const keys = Array.from({ length: 130 }, (_, index) => `group:id${index}`);
      await Promise.all(
        keys.map((key) => stores().conversations.mark(user, key, idIn(0), { isShown: false })),
      );
      expect(new Set((await stores().conversations.states(user, keys)).keys())).toEqual(new Set(keys));
    });
  });
  describe('all that is kept of a user’s conversations', () => {
    test('comes by key, in pages: groups that were left with their names, the lobby, whispers', async () => {
      const user = freshName('user');
      const { list, remember, mark, touch, setNotify } = stores().conversations;
      const upto = idAt(stores().clock.now());
      await remember(user, { groupId: 'id2', name: 'devs' });
      await mark(user, 'group:id1', upto, { isShown: false });
      await mark(user, 'lobby', upto, { isShown: false });
      await touch(user, 'peer', dayOf(stores().clock.now()));
      await setNotify(user, 'group:id2', { level: 'none', rev: upto });
      const all = [
        { key: 'group:id1', readUpto: upto },
        { key: 'group:id2', group: 'devs', notify: { level: 'none', rev: upto } },
        { key: 'lobby', readUpto: upto },
        { key: whisperKey('peer') },
      ];
      expect(await list(user, { limit: 10 })).toEqual({ items: all, hasMore: false });
      expect(await list(user, { limit: 2 })).toEqual({ items: all.slice(0, 2), hasMore: true });
      expect((await list(user, { limit: 2, after: 'group:id2' })).items).toEqual(all.slice(2));
    });

    test('ends with what was said there', async () => {
      const user = freshName('user');
      const { list, remember } = stores().conversations;
      await remember(user, { groupId: 'id1', name: 'devs' });
      stores().clock.advance(RETENTION_DAYS * DAY_MS);
      expect((await list(user, { limit: 10 })).items).toHaveLength(1);
      stores().clock.advance(3 * DAY_MS);
      expect((await list(user, { limit: 10 })).items).toEqual([]);
    });
  });
  describe('of what in a conversation a user wants to be told', () => {
    const rev = (milliseconds: number) => idAt(stores().clock.now() + milliseconds);
    const none = { level: 'none', rev: idAt(1) } as const;
    const readAt = (user: string, key: string) =>
      stores().conversations.mark(user, key, rev(0), { isShown: false });

    test('is what was said by the latest command, whichever is written last', async () => {
      const user = freshName('user');
      const { setNotify, states, channelStates } = stores().conversations;
      expect(await setNotify(user, 'lobby', { level: 'mentions', rev: rev(2) })).toBe(true);
      expect(await setNotify(user, 'lobby', { level: 'none', rev: rev(1) })).toBe(false);
      // By an attempt that follows one that died, for nobody may have been told.
      expect(await setNotify(user, 'lobby', { level: 'mentions', rev: rev(2) })).toBe(true);
      const state = { notify: { level: 'mentions', rev: rev(2) } };
      expect((await states(user, ['lobby'])).get('lobby')).toEqual(state);
      expect((await channelStates(user)).states).toEqual(new Map([['lobby', state]]));
      expect(await setNotify(user, 'lobby', { level: 'all', rev: rev(3) })).toBe(true);
      expect((await states(user, ['lobby'])).get('lobby')).toEqual({ notify: { level: 'all', rev: rev(3) } });
    });

    test('stands beside the read mark, and of a whisper beside its days', async () => {
      const user = freshName('user');
      const { setNotify, touch, peersAfter, marksOfPeers } = stores().conversations;
      // Before anything was whispered it makes no conversation.
      await setNotify(user, whisperKey('peer'), none);
      expect((await peersAfter(user, '', 5)).items).toEqual([]);
      await touch(user, 'peer', dayOf(stores().clock.now()));
      await readAt(user, whisperKey('peer'));
      expect((await peersAfter(user, '', 5)).items).toEqual([
        { peer: 'peer', isShared: true, isOwn: false, readUpto: rev(0), notify: none },
      ]);
      expect(await marksOfPeers('peer', [user])).toEqual(new Map());
    });

    test('stays for good while that is less than all, whatever is written beside it', async () => {
      const user = freshName('user');
      const { setNotify, states, touch, peersAfter } = stores().conversations;
      const keys = ['lobby', 'group:id1', whisperKey('peer')];
      await touch(user, 'peer', dayOf(stores().clock.now()));
      for (const key of keys) {
        await setNotify(user, key, none);
        await readAt(user, key);
      }
      stores().clock.advance(10 * RETENTION_DAYS * DAY_MS);
      expect([...(await states(user, keys)).values()]).toMatchObject(keys.map(() => ({ notify: none })));
      // But nothing is kept any more of what was whispered.
      expect((await peersAfter(user, '', 5)).items).toEqual([]);
      for (const key of keys) await setNotify(user, key, { level: 'all', rev: rev(0) });
      stores().clock.advance((RETENTION_DAYS + 3) * DAY_MS);
      expect(await states(user, keys)).toEqual(new Map());
    });
  });
}
