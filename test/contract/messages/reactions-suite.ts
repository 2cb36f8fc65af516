import { describe, expect, test } from '@jest/globals';
import { NO_ANNOTATION, type Reaction } from '../../../chat/ports/messages/reactions.ts';
import { REACTION_KINDS_MAX } from '../../../protocol/limits.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

let messages = 0;

export function describeReactions(stores: () => Stores): void {
  const now = () => stores().clock.now();
  /** A message of which no other test knows. */
  const freshMessage = () => idAt(now() + ++messages);
  const id = (number: number) => idAt(now() + 10_000 + number);
  const reaction = (number: number, more: Partial<Reaction> = {}): Reaction => ({
    emoji: '👍',
    user: 'user1',
    hiddenFrom: [],
    id: id(number),
    ...more,
  });

  describe('reactions to a message', () => {
    test.each(['👍', '❤️', '🧑🏻‍❤️‍💋‍🧑🏼', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])(
      'keep %s as it is, and from whom it is hidden',
      async (emoji) => {
        const message = freshMessage();
        const one = reaction(1, { emoji, hiddenFrom: ['user2', 'user3'] });
        const other = reaction(2, { emoji, user: 'user2', hiddenFrom: 'others' });
        for (const each of [one, other]) expect(await stores().reactions.add(message, each)).toBe('set');
        expect(await stores().reactions.all(message)).toEqual([one, other]);
        expect(await stores().reactions.all(freshMessage())).toEqual([]);
      },
    );

    test.each(AWKWARD_NAMES)('may be of %s', async (user) => {
      const message = freshMessage();
      await stores().reactions.add(message, reaction(1, { user }));
      expect(await stores().reactions.all(message)).toEqual([reaction(1, { user })]);
      expect(await stores().reactions.of(user, [message])).toEqual(new Map([[message, ['👍']]]));
    });

    test('of one user are several, each there once', async () => {
      const message = freshMessage();
      const { reactions } = stores();
      await reactions.add(message, reaction(1));
      await reactions.add(message, reaction(2, { emoji: '🎉' }));
      await reactions.add(message, reaction(3));
      const all = await reactions.all(message);
      expect(all).toHaveLength(2);
      // What stands stays as it was made.
      expect(all).toContainEqual(reaction(1));
      expect(all).toContainEqual(reaction(2, { emoji: '🎉' }));
    });

    test('are taken back, made again, and changed by no command that is older', async () => {
      const message = freshMessage();
      const { reactions } = stores();
      await reactions.add(message, reaction(1));
      expect(await reactions.remove(message, reaction(2))).toBe('set');
      expect(await reactions.all(message)).toEqual([]);
      expect(await reactions.add(message, reaction(1))).toBe('overtaken');
      expect(await reactions.all(message)).toEqual([]);
      const again = reaction(3, { hiddenFrom: ['user2'] });
      expect(await reactions.add(message, again)).toBe('set');
      expect(await reactions.add(message, again)).toBe('set');
      expect(await reactions.remove(message, reaction(2))).toBe('overtaken');
      expect(await reactions.all(message)).toEqual([again]);
    });

    test('that come behind their taking back stay away', async () => {
      const message = freshMessage();
      const { reactions } = stores();
      expect(await reactions.remove(message, reaction(2))).toBe('set');
      expect(await reactions.add(message, reaction(1))).toBe('overtaken');
      expect(await reactions.all(message)).toEqual([]);
    });

    test('are of so many kinds a user, be they taken back', async () => {
      const message = freshMessage();
      const { reactions } = stores();
      const kinds = Array.from({ length: REACTION_KINDS_MAX + 1 }, (_, index) =>
        String.fromCodePoint(0x1f600 + index),
      );
      for (const [index, emoji] of kinds.slice(0, -1).entries()) {
        await reactions.add(message, reaction(2 * index, { emoji }));
        await reactions.remove(message, reaction(2 * index + 1, { emoji }));
      }
      const last = reaction(100, { emoji: kinds.at(-1) ?? '' });
      expect(await reactions.add(message, last)).toBe('too many');
      expect(await reactions.add(message, { ...last, user: 'user2' })).toBe('set');
      expect(await reactions.add(message, reaction(101, { emoji: kinds[0] ?? '' }))).toBe('set');
    });

    test('come by pages of users, by name, with where the next goes on', async () => {
      const message = freshMessage();
      const { reactions } = stores();
      const all = ['ann', 'ben', 'cid'].map((user, index) => reaction(index, { user }));
      for (const one of all) await reactions.add(message, one);
      expect(await reactions.page(message, { limit: 2 })).toEqual({
        reactions: all.slice(0, 2),
        next: 'ben',
      });
      expect(await reactions.page(message, { after: 'ben', limit: 2 })).toEqual({
        reactions: all.slice(2),
        next: undefined,
      });
    });

    test('of one user are found for several messages at once', async () => {
      const [one, other, none] = [freshMessage(), freshMessage(), freshMessage()];
      const { reactions } = stores();
      const user = freshName('user');
      await reactions.add(one, reaction(1, { user }));
      await reactions.add(other, reaction(2, { user, emoji: '🎉' }));
      await reactions.add(none, reaction(3, { user: 'user2' }));
      expect(await reactions.of(user, [one, other, none])).toEqual(
        new Map([
          [one, ['👍']],
          [other, ['🎉']],
        ]),
      );
    });
  });

  describe('what stands beside a message', () => {
    const tally = {
      kinds: [{ emoji: '👍', count: 2 }],
      by: [{ emoji: '👍', user: 'user1' }],
      hidden: [{ emoji: '👍', user: 'user1', hiddenFrom: ['user2'] }],
      isHiddenCut: true,
    };

    /** Messages in a log of their own, and those annotated whose places are named. */
    async function annotatedLog(count: number, annotated: readonly number[]) {
      const conversation = freshName('group:');
      const ids = Array.from({ length: count }, (_, index) => idAt(now() + index));
      for (const [index, id] of ids.entries()) {
        const event = { type: 'lobby', id, from: 'user1', content: `${index}` } as const;
        await stores().log.append({ conversation, event });
      }
      const at = (index: number) => ({ conversation, id: ids[index] as string });
      for (const index of annotated) await stores().reactions.annotate(at(index), tally, 0);
      return { conversation, ids, at };
    }

    test('is nothing at first, then what was counted last, by one of two who count at once', async () => {
      const { at } = await annotatedLog(1, []);
      const { reactions } = stores();
      const annotation = () => reactions.annotation(at(0), { consistent: true });
      expect(await annotation()).toEqual(NO_ANNOTATION);
      expect(await reactions.annotate(at(0), tally, 0)).toBe(true);
      expect(await reactions.annotate(at(0), { ...tally, kinds: [] }, 0)).toBe(false);
      expect(await annotation()).toEqual({ ...tally, version: 1, flushAt: 0 });
      const both = await Promise.all([
        reactions.annotate(at(0), tally, 1),
        reactions.annotate(at(0), tally, 1),
      ]);
      expect(both.sort()).toEqual([false, true]);
      expect(await annotation()).toMatchObject({ version: 2 });
    });

    test('is said to be counted later by one, and by nobody else until shortly before', async () => {
      const { at } = await annotatedLog(1, []);
      const { reactions } = stores();
      expect(await reactions.schedule(at(0), now() + 2_000, now())).toBe(true);
      expect(await reactions.schedule(at(0), now() + 3_000, now() + 1_999)).toBe(false);
      expect(await reactions.annotation(at(0), { consistent: true })).toEqual({
        ...NO_ANNOTATION,
        flushAt: now() + 2_000,
      });
      expect(await reactions.schedule(at(0), now() + 3_000, now() + 2_000)).toBe(true);
      expect(await reactions.annotate(at(0), tally, 0)).toBe(true);
    });

    test.each([1, 2, 3, 4, 5, 6])('comes with it in pages of %i, either way', async (limit) => {
      const { conversation, ids } = await annotatedLog(6, [0, 2, 3, 5]);
      const { log } = stores();
      const expected = ids.map((id, index) => [id, [0, 2, 3, 5].includes(index) ? 1 : undefined]);
      const after: unknown[] = [];
      for (let from: string | undefined = ''; from !== undefined; ) {
        const page = await log.readAfter(conversation, from, limit);
        after.push(...page.entries.map(({ event, annotation }) => [event.id, annotation?.version]));
        from = page.hasMore ? page.last : undefined;
      }
      expect(after).toEqual(expected);
      const before: unknown[] = [];
      for (let range: { before?: string } | undefined = {}; range; ) {
        const page = await log.readBefore(conversation, { ...range, from: ids[1] as string }, limit);
        before.push(...page.entries.map(({ event, annotation }) => [event.id, annotation?.version]));
        range = page.hasMore && page.last !== undefined ? { before: page.last } : undefined;
      }
      expect(before).toEqual(expected.slice(1).reverse());
    });

    test('comes with messages that are asked for by their ids', async () => {
      const { conversation, ids } = await annotatedLog(3, [1]);
      const found = await stores().log.findAll(conversation, [ids[0], ids[1], idAt(now() + 99)] as string[], {
        consistent: true,
      });
      expect(found.map(({ event, annotation }) => [event.id, annotation?.version]).sort()).toEqual([
        [ids[0], undefined],
        [ids[1], 1],
      ]);
    });
  });
}
