import { describe, expect, test } from '@jest/globals';
import { HOLD_MS } from '../../../chat/ports/messages/undelivered.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';
import { freshName, type Stores } from '../stores.ts';

const MINUTE_MS = 60_000;

export function describeUndelivered(stores: () => Stores): void {
  describe('what is undelivered', () => {
    const now = () => stores().clock.now();

    /** Stores an event of a minute ago, or of another age, with chance in its id. */
    async function store(heldUntil: number, age = MINUTE_MS) {
      const conversation = freshName('group:');
      const id = makeEventId({ receivedAt: now() - age, arrival: 0, random: Math.random });
      await stores().log.append({
        conversation,
        event: { type: 'lobby', id, from: 'user1', content: 'x'.repeat(3_000) },
        mark: { heldUntil },
      });
      return { id, conversation, heldUntil };
    }
    const due = async (at = now()) => (await stores().undelivered.due(at, 1_000)).map(({ id }) => id);

    test('is found with where its event is, which is stored with it', async () => {
      const stored = await store(now());
      expect(await stores().undelivered.due(now(), 1_000)).toContainEqual(stored);
      const entry = await stores().log.find(stored.conversation, stored.id);
      expect(entry?.event).toMatchObject({ type: 'lobby', from: 'user1' });
    });

    test('is found with whom it isn’t owed, and that the other one is told of a change', async () => {
      const conversation = freshName('group:');
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      const mark = { heldUntil: now(), except: 'c1=', tellsChange: true };
      const event = { type: 'unfriended', id, from: 'user1', to: 'user2' } as const;
      await stores().log.append({ conversation, event, mark });
      expect(await stores().undelivered.due(now(), 1_000)).toContainEqual({ id, conversation, ...mark });
    });

    test('is found of reactions with their message, beside what is undelivered of that itself', async () => {
      const { id, conversation } = await store(now());
      const reactions = { id: `${id}~r`, conversation, message: id, heldUntil: now() };
      await stores().undelivered.put(reactions);
      expect(await due()).toContain(id);
      expect(await stores().undelivered.due(now(), 1_000)).toContainEqual(reactions);
      await stores().undelivered.drop(reactions.id, now() + 1);
      expect(await due()).toContain(reactions.id);
      await stores().undelivered.drop(reactions.id, now());
      expect(await due()).not.toContain(reactions.id);
    });

    test('is found of who is there, of all changes that are put off together once', async () => {
      const { id } = await store(now());
      const presence = { id: `${id}~p`, presenceOf: freshName('user'), heldUntil: now() };
      for (const _ of [1, 2]) await stores().undelivered.put(presence);
      const found = await stores().undelivered.due(now(), 1_000);
      expect(found.filter((one) => 'presenceOf' in one && one.id === presence.id)).toEqual([presence]);
      await stores().undelivered.drop(presence.id, now());
      expect(await due()).not.toContain(presence.id);
    });

    test('is found of a removal with what is told of it, and what is to be written down', async () => {
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      const [user, group] = [freshName('user'), freshName('group')];
      const removal = { by: 'user1', banned: true } as const;
      const audit = {
        id,
        by: 'user1',
        act: 'ban',
        target: user,
        conversation: `group:${group}`,
        until: now() + 1,
        reason: 'Spam',
      } as const;
      const note = { id, user, group, removal, audit, heldUntil: now() };
      await stores().undelivered.note(note);
      expect(await stores().undelivered.due(now(), 1_000)).toContainEqual(note);
      await stores().undelivered.forget(id);
    });

    test('is found of a group that was disbanded, until its members have ended', async () => {
      const { id } = await store(now());
      const disbanding = { id: `${id}~d`, disbands: freshName('group'), heldUntil: now() };
      await stores().undelivered.put(disbanding);
      const found = await stores().undelivered.due(now(), 1_000);
      expect(found.filter((one) => 'disbands' in one && one.id === disbanding.id)).toEqual([disbanding]);
      const until = now() + 1;
      expect(await stores().undelivered.take(disbanding.id, { now: now(), until })).toBe(true);
      expect(await due()).not.toContain(disbanding.id);
      await stores().undelivered.remove(disbanding.id);
    });

    test('is found of whom somebody bans', async () => {
      const { id } = await store(now());
      const ban = {
        id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`,
        banned: freshName('user'),
        heldUntil: now(),
      };
      await stores().undelivered.put(ban);
      const found = await stores().undelivered.due(now(), 1_000);
      expect(found.filter((one) => 'banned' in one && one.id === ban.id)).toEqual([ban]);
      await stores().undelivered.drop(ban.id, now());
      expect(await due()).not.toContain(ban.id);
    });

    test('is found though older work stands before it that nobody waits for, or that somebody is at', async () => {
      const { undelivered } = stores();
      const { id } = await store(now(), 120 * MINUTE_MS);
      const older = (place: number) =>
        makeEventId({ receivedAt: now() - 180 * MINUTE_MS, arrival: place, random: Math.random });
      for (let place = 0; place < 40; place++) {
        const message = older(place);
        const heldUntil = place % 2 === 0 ? now() : now() + MINUTE_MS;
        await undelivered.put({ id: `${message}~r`, conversation: 'lobby', message, heldUntil });
        await undelivered.put({ id: older(place), banned: freshName('user'), heldUntil: now() + MINUTE_MS });
      }
      const found = await undelivered.due(now(), 8);
      expect(found.map((one) => one.id)).toContain(id);
      // And the other way round.
      expect(found.some((one) => 'message' in one)).toBe(true);
    });

    test('is found oldest first, wherever it lies', async () => {
      const stored: string[] = [];
      for (let place = 0; place < 12; place++) stored.push((await store(now(), MINUTE_MS - place)).id);
      const found = await due();
      expect(found.filter((id) => stored.includes(id))).toEqual(stored);
    });

    test('is not found while its function may be at it, nor when it is young', async () => {
      const [held, young] = [await store(now() + 1), await store(now(), HOLD_MS)];
      const found = await due();
      expect(found).not.toContain(held.id);
      expect(found).not.toContain(young.id);
      expect(await due(now() + 1)).toEqual(expect.arrayContaining([held.id, young.id]));
    });

    test('is found no more once it was removed, and removing it again is no error', async () => {
      const { id } = await store(now());
      await stores().undelivered.remove(id);
      await stores().undelivered.remove(id);
      expect(await due()).not.toContain(id);
    });

    test('is one’s alone who takes it, until then', async () => {
      const { id } = await store(now());
      const hold = { now: now(), until: now() + 5_000 };
      const taken = await Promise.all([1, 2].map(() => stores().undelivered.take(id, hold)));
      expect(taken.toSorted()).toEqual([false, true]);
      expect(await due()).not.toContain(id);
      expect(await stores().undelivered.take(id, { now: now() + 5_000, until: now() + 9_000 })).toBe(true);
    });

    test('can be held for longer', async () => {
      const { id } = await store(now());
      await stores().undelivered.hold(id, now() + 5_000);
      expect(await due(now() + 4_999)).not.toContain(id);
      expect(await due(now() + 5_000)).toContain(id);
    });

    test('never comes back to life once it is over', async () => {
      const { id } = await store(now());
      await stores().undelivered.remove(id);
      await stores().undelivered.hold(id, now());
      expect(await stores().undelivered.take(id, { now: now(), until: now() + 1 })).toBe(false);
      await stores().undelivered.drop(id, now());
      expect(await due()).not.toContain(id);
    });

    test('is dropped by who took it, unless it was stored again since', async () => {
      const [dropped, again] = [await store(now()), await store(now())];
      const until = now() + 5_000;
      for (const { id } of [dropped, again]) await stores().undelivered.take(id, { now: now(), until });
      await stores().log.append({
        conversation: again.conversation,
        event: { type: 'lobby', id: again.id, from: 'user1', content: 'again' },
        mark: { heldUntil: until + 1 },
      });
      for (const { id } of [dropped, again]) await stores().undelivered.drop(id, until);
      const found = await due(until + 1);
      expect(found).not.toContain(dropped.id);
      expect(found).toContain(again.id);
    });

    test('is also a part of an audience, apart from its event, and what waits for a user', async () => {
      const { id, conversation, heldUntil } = await store(now());
      const event = { id, conversation, heldUntil };
      const parts = ['c1=', 'c5='].map((from) => ({ ...event, part: { from, to: `${from}~` } }));
      const waiting = { id: `${id}.c1`, user: freshName('user'), connectionId: 'c1', heldUntil };
      for (const undelivered of [...parts, waiting]) await stores().undelivered.put(undelivered);
      const all = async () => stores().undelivered.due(now(), 1_000);
      expect(await all()).toEqual(expect.arrayContaining([event, ...parts, waiting]));
      const keys = [id, `${id}.c1=`, `${id}.c1`];
      for (const key of keys) await stores().undelivered.remove(key);
      const left = await all();
      expect(left).toContainEqual(parts[1]);
      for (const gone of [event, parts[0], waiting]) expect(left).not.toContainEqual(gone);
      const hold = { now: now(), until: now() + 1 };
      expect(await stores().undelivered.take(`${id}.c5=`, hold)).toBe(true);
      expect(await all()).not.toContainEqual(parts[1]);
    });

    test('is also a membership that changes, until its event is stored, which says the same', async () => {
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      const change = { id, user: freshName('user'), group: freshName('group'), heldUntil: now() };
      await stores().undelivered.put(change);
      const all = async () => stores().undelivered.due(now(), 1_000);
      expect(await all()).toContainEqual(change);

      const conversation = freshName('group:');
      const event = { type: 'joined', id, user: change.user, group: change.group } as const;
      await stores().log.append({ conversation, event, mark: { heldUntil: now() } });
      const found = await all();
      expect(found).not.toContainEqual(change);
      expect(found).toContainEqual({ id, conversation, heldUntil: now() });
    });

    test('is no more than its event, once that is stored, though the change is noted again, or taken back', async () => {
      const { id, conversation, heldUntil } = await store(now());
      const change = { id, user: freshName('user'), group: freshName('group'), heldUntil: now() };
      expect(await stores().undelivered.note(change)).toBe(false);
      await stores().undelivered.forget(id);
      const all = await stores().undelivered.due(now(), 1_000);
      expect(all).toContainEqual({ id, conversation, heldUntil });
      expect(all).not.toContainEqual(change);
    });

    test('is a change no more that was taken back', async () => {
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      await stores().undelivered.note({ id, user: 'user1', group: 'devs', heldUntil: now() });
      expect(await due()).toContain(id);
      await stores().undelivered.forget(id);
      expect(await due()).not.toContain(id);
    });

    test('is a change that has been noted before, or not, as whoever notes it is told', async () => {
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      const note = () => stores().undelivered.note({ id, user: 'user1', group: 'devs', heldUntil: now() });
      expect([await note(), await note()]).toEqual([true, false]);
      await stores().undelivered.forget(id);
      expect(await note()).toBe(true);
    });

    test('is nothing that was stored for nobody to deliver', async () => {
      const id = makeEventId({ receivedAt: now() - MINUTE_MS, arrival: 0, random: Math.random });
      const event = { type: 'lobby', id, from: 'user1', content: 'Hi' } as const;
      await stores().log.append({ conversation: freshName('group:'), event });
      expect(await due()).not.toContain(id);
    });
  });
}
