import { describe, expect, test } from '@jest/globals';
import { idAt } from '../event-ids.ts';
import { freshName, type Stores } from '../stores.ts';

export function describeMessageAmend(stores: () => Stores): void {
  describe('a message that is amended', () => {
    const rev = (number: number) => idAt(stores().clock.now() + number);

    /** Stores a message, and amends it by numbered events. */
    async function say() {
      const conversation = freshName('group:');
      const id = idAt(stores().clock.now());
      const event = { type: 'lobby', id, from: 'user1', content: 'Helo', ref: 'r1' } as const;
      await stores().log.append({ conversation, event });
      return {
        event,
        edit: (number: number, content: string, from = 'user1') =>
          stores().log.amend(conversation, id, { from, rev: rev(number), content }),
        erase: (number: number, from = 'user1') =>
          stores().log.amend(conversation, id, { from, rev: rev(number) }),
        found: async () => (await stores().log.find(conversation, id))?.event,
      };
    }

    test('says what it says now, keeps the rest, and tells by which event', async () => {
      const { event, edit, found } = await say();
      expect(await edit(1, 'Hello')).toBe(true);
      expect(await found()).toEqual({ ...event, content: 'Hello', rev: rev(1) });
      expect(await edit(2, 'Hello!')).toBe(true);
      expect(await found()).toEqual({ ...event, content: 'Hello!', rev: rev(2) });
    });

    test('is edited again by the very event, as after a crash, and by none that is older', async () => {
      const { edit, found } = await say();
      expect(await edit(2, 'Hello')).toBe(true);
      expect(await edit(2, 'Hello')).toBe(true);
      expect(await edit(1, 'Hallo')).toBe(false);
      expect(await found()).toMatchObject({ content: 'Hello', rev: rev(2) });
    });

    test('is deleted, whatever edit comes beside it, and stays so', async () => {
      const { event, edit, erase, found } = await say();
      await edit(3, 'Hello');
      expect(await erase(2)).toBe(true);
      const deleted = { ...event, content: '', isDeleted: true, rev: rev(2) };
      expect(await found()).toEqual(deleted);
      expect(await erase(2)).toBe(true);
      expect(await erase(4)).toBe(false);
      expect(await edit(4, 'Back')).toBe(false);
      expect(await edit(2, 'Back')).toBe(false);
      expect(await found()).toEqual(deleted);
    });

    test('is its author’s alone', async () => {
      const { event, edit, erase, found } = await say();
      expect(await edit(1, 'Hi', 'user2')).toBe(false);
      expect(await erase(1, 'user2')).toBe(false);
      expect(await found()).toEqual(event);
    });

    test('is deleted by another as its author’s, which it keeps', async () => {
      const { event, found } = await say();
      const [amendment, keeps] = [
        { from: 'user1', rev: rev(1), by: 'admin' },
        { ...event, content: '' },
      ];
      const { conversation, id } = { conversation: event.ref, id: event.id };
      await stores().log.append({ conversation, event });
      expect(await stores().log.amend(conversation, id, amendment)).toBe(true);
      expect((await stores().log.find(conversation, id))?.event).toEqual({
        ...keeps,
        isDeleted: true,
        rev: rev(1),
        deletedBy: 'admin',
      });
      expect(await found()).toEqual(event);
    });

    test('has to be there, and to be a message', async () => {
      const conversation = freshName('group:');
      const id = idAt(stores().clock.now());
      const amend = () => stores().log.amend(conversation, id, { from: 'user1', rev: rev(1), content: 'Hi' });
      expect(await amend()).toBe(false);
      expect(await stores().log.find(conversation, id)).toBeUndefined();
      const event = { type: 'friend_request', id, from: 'user1', to: 'user2' } as const;
      await stores().log.append({ conversation, event });
      expect(await amend()).toBe(false);
      expect((await stores().log.find(conversation, id))?.event).toEqual(event);
    });

    test('is edited by one of two that come at once, or by both in turn', async () => {
      const { edit, found } = await say();
      const outcomes = await Promise.all([edit(1, 'one'), edit(2, 'two')]);
      expect(outcomes[1]).toBe(true);
      expect(await found()).toMatchObject({ content: 'two', rev: rev(2) });
    });
  });
}
