import { describe, expect, test } from '@jest/globals';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { idAt } from '../event-ids.ts';
import { DAY_MS, freshName, RETENTION_DAYS, type Stores } from '../stores.ts';

export function describeMessageLogPages(stores: () => Stores): void {
  describe('a page of the log', () => {
    const lobby = (id: string, content = 'hi') => ({ type: 'lobby', id, from: 'user1', content }) as const;

    /** A conversation of that many events, a millisecond apart. */
    async function conversationOf(count: number, content = 'hi') {
      const conversation = freshName('group:');
      const ids = Array.from({ length: count }, (_, index) => idAt(stores().clock.now() + index));
      await Promise.all(ids.map((id) => stores().log.append({ conversation, event: lobby(id, content) })));
      const at = (index: number) => ids[index] as string;
      return { conversation, ids, at };
    }

    async function idsAfter(conversation: string, after: string, limit: number) {
      const { entries, ...page } = await stores().log.readAfter(conversation, after, limit);
      return { ids: entries.map(({ event }) => event.id), ...page };
    }

    async function idsBefore(conversation: string, range: { before?: string; from?: string }, limit: number) {
      const { entries, ...page } = await stores().log.readBefore(conversation, range, limit);
      return { ids: entries.map(({ event }) => event.id), ...page };
    }

    test('behind an id starts with the next event, oldest first, and tells that there is more', async () => {
      const { conversation, ids, at } = await conversationOf(5);
      expect(await idsAfter(conversation, at(0), 2)).toEqual({
        ids: ids.slice(1, 3),
        hasMore: true,
        last: at(2),
      });
      expect(await idsAfter(conversation, at(2), 3)).toMatchObject({ ids: ids.slice(3), last: at(4) });
    });

    test('that holds the very last event says that there is no more', async () => {
      const { conversation, ids } = await conversationOf(3);
      expect(await idsAfter(conversation, '', 3)).toMatchObject({ ids, hasMore: false });
      expect(await idsBefore(conversation, {}, 3)).toMatchObject({ hasMore: false });
      expect(await idsBefore(conversation, { from: ids[1] as string }, 2)).toMatchObject({ hasMore: false });
    });

    test('of the newest begins with the last event, and ends where nothing older is wanted', async () => {
      const { conversation, ids, at } = await conversationOf(5);
      const newest = async (from: string, limit: number) => {
        const { entries, ...page } = await stores().log.readNewest(conversation, from, limit);
        return { ids: entries.map(({ event }) => event.id), ...page };
      };
      expect(await newest('', 2)).toEqual({ ids: [at(4), at(3)], hasMore: true, last: at(3) });
      expect(await newest(at(3), 2)).toEqual({ ids: [at(4), at(3)], hasMore: false, last: at(3) });
      expect(await newest('', 9)).toMatchObject({ ids: ids.toReversed(), hasMore: false });
      expect(await newest(`${at(4)}~`, 9)).toEqual({ ids: [], hasMore: false });
    });

    test('behind the beginning of an id starts with the first event that it begins', async () => {
      const { conversation, ids, at } = await conversationOf(4);
      expect(await idsAfter(conversation, at(2).slice(0, 10), 10)).toEqual({
        ids: ids.slice(2),
        hasMore: false,
        last: at(3),
      });
    });

    test('behind a moment starts with that millisecond', async () => {
      const { conversation, ids } = await conversationOf(4);
      const after = idOfTime(stores().clock.now() + 1);
      expect(await idsAfter(conversation, after, 10)).toMatchObject({ ids: ids.slice(1) });
    });

    test('before an id starts with the one before, newest first', async () => {
      const { conversation, ids, at } = await conversationOf(5);
      const newestFirst = ids.toReversed();
      expect(await idsBefore(conversation, {}, 2)).toEqual({
        ids: newestFirst.slice(0, 2),
        hasMore: true,
        last: at(3),
      });
      expect(await idsBefore(conversation, { before: at(3) }, 10)).toEqual({
        ids: newestFirst.slice(2),
        hasMore: false,
        last: at(0),
      });
    });

    test('goes back no further than its beginning, which belongs to it', async () => {
      const { conversation, ids, at } = await conversationOf(6);
      expect(await idsBefore(conversation, { from: at(2) }, 10)).toEqual({
        ids: ids.slice(2).reverse(),
        hasMore: false,
        last: at(2),
      });
      const range = { before: at(4), from: at(2).slice(0, 12) };
      expect(await idsBefore(conversation, range, 10)).toEqual({
        ids: [at(3), at(2)],
        hasMore: false,
        last: at(2),
      });
    });

    test.each([1, 2, 3, 4, 5])('with both ends holds all in between once, %i at a time', async (limit) => {
      const { conversation, ids, at } = await conversationOf(7);
      // An id that nobody has is an end as good as any.
      for (const first of [at(6), idOfTime(stores().clock.now() + 6)]) {
        const read: string[] = [];
        let page: Awaited<ReturnType<typeof idsBefore>> = { ids: [], hasMore: true, last: first };
        while (page.hasMore && page.last !== undefined) {
          page = await idsBefore(conversation, { before: page.last, from: at(1) }, limit);
          read.push(...page.ids);
          expect(page.ids.length).toBeLessThanOrEqual(limit);
        }
        expect(read).toEqual(ids.slice(1, 6).reverse());
      }
    });

    test('that ends before it begins is empty', async () => {
      const { conversation, at } = await conversationOf(3);
      const empty = { ids: [], hasMore: false };
      expect(await idsBefore(conversation, { before: at(1), from: at(1) }, 10)).toEqual(empty);
      expect(await idsBefore(conversation, { before: at(0), from: at(2) }, 10)).toEqual(empty);
    });

    test('of a conversation without events is empty', async () => {
      const conversation = freshName('group:');
      const empty = { ids: [], hasMore: false };
      expect(await idsAfter(conversation, idAt(0), 10)).toEqual(empty);
      expect(await idsBefore(conversation, {}, 10)).toEqual(empty);
      expect(await idsBefore(conversation, { before: idAt(9), from: idAt(3) }, 10)).toEqual(empty);
    });

    test('leads to the next until all is read, each event once, however large they are', async () => {
      // DynamoDB ends a page at 1 MB.
      const { conversation, ids } = await conversationOf(70, 'x'.repeat(16_000));
      const read: string[] = [];
      let page = await idsAfter(conversation, '', 100);
      read.push(...page.ids);
      while (page.hasMore && page.last !== undefined) {
        page = await idsAfter(conversation, page.last, 100);
        read.push(...page.ids);
      }
      expect(read).toEqual(ids);
    });

    test('leaves out what is older than what is kept, and still tells how far it has looked', async () => {
      const { conversation, ids, at } = await conversationOf(3);
      const kept = idAt(stores().clock.now() + DAY_MS);
      await stores().log.append({ conversation, event: lobby(kept) });
      stores().clock.advance(RETENTION_DAYS * DAY_MS + 60_000);
      expect(await idsAfter(conversation, '', 2)).toEqual({ ids: [], hasMore: true, last: at(1) });
      expect(await idsAfter(conversation, at(1), 10)).toEqual({ ids: [kept], hasMore: false, last: kept });
      expect(await idsBefore(conversation, {}, 10)).toEqual({ ids: [kept], hasMore: false, last: ids[0] });
      expect(await stores().log.find(conversation, at(0))).toBeUndefined();
      expect(await stores().log.find(conversation, kept)).toEqual({ event: lobby(kept) });
    });

    test('is of one conversation, and so is the search for an event', async () => {
      const [one, other] = [await conversationOf(1), await conversationOf(1)];
      const event = lobby(idAt(stores().clock.now() + 9));
      await stores().log.append({ conversation: one.conversation, event });
      expect(await stores().log.find(one.conversation, event.id)).toEqual({ event });
      expect(await stores().log.find(other.conversation, event.id)).toBeUndefined();
      expect((await idsAfter(other.conversation, '', 10)).ids).toEqual(other.ids);
    });
  });
}
