import { describe, expect, test } from '@jest/globals';
import { type LogEntry, ownConversation, pairConversation } from '../../../chat/ports/messages/messages.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeMessageLog(stores: () => Stores): void {
  describe('the message log', () => {
    const lobby = (receivedAt: number, content: string) =>
      ({ type: 'lobby', id: idAt(receivedAt), from: 'user1', content }) as const;
    const now = () => stores().clock.now();
    const readLog = async (conversation: string): Promise<readonly LogEntry[]> =>
      (await stores().log.readAfter(conversation, '', 100)).entries;

    test('keeps the events of a conversation, oldest first', async () => {
      const conversation = freshName('group:');
      const [first, second, third] = [
        lobby(now(), 'one'),
        lobby(now() + 1, 'two'),
        lobby(now() + 2, 'three'),
      ];
      for (const event of [second, third, first]) await stores().log.append({ conversation, event });
      const read = await readLog(conversation);
      expect(read).toEqual([{ event: first }, { event: second }, { event: third }]);
    });

    test('replaces an event of the same id', async () => {
      const conversation = freshName('group:');
      for (const content of ['one', 'one, corrected']) {
        await stores().log.append({ conversation, event: lobby(now(), content) });
      }
      expect(await readLog(conversation)).toEqual([{ event: lobby(now(), 'one, corrected') }]);
    });

    test('keeps what only one of a pair may see apart from what both see, and from the other’s', async () => {
      const [one, other] = [freshName('user'), freshName('user')];
      const event = lobby(now(), 'psst');
      await stores().log.append({ conversation: ownConversation(one, other), event });
      expect(await readLog(ownConversation(one, other))).toEqual([{ event }]);
      for (const log of [pairConversation(one, other), ownConversation(other, one)]) {
        expect(await readLog(log)).toEqual([]);
      }
    });

    const id = 'the id of its time';
    test.each<ChatEvent>([
      { type: 'lobby', id, from: 'user1', content: 'tab\t, line\n and 🎈' },
      { type: 'group', id, group: 'devs', from: 'user1', content: 'x'.repeat(16_000) },
      { type: 'whisper', id, from: '__proto__', to: 'constructor', content: '{"type":"lobby"}' },
      { type: 'joined', id, group: 'devs', user: 'user1' },
      { type: 'left', id, group: 'devs', user: 'user1' },
      { type: 'friend_request', id, from: 'user1', to: 'user2' },
      { type: 'friends', id, from: 'user1', to: 'user2' },
      { type: 'unfriended', id, from: 'user1', to: 'user2' },
      { type: 'blocked', id, from: 'user1', to: 'user2' },
      { type: 'unblocked', id, from: 'user1', to: 'user2' },
    ])('keeps every field of a $type event', async (fields) => {
      const event = { ...fields, id: idAt(now()) };
      const conversation = freshName('group:');
      await stores().log.append({ conversation, event });
      expect(await readLog(conversation)).toEqual([{ event }]);
    });

    test.each(AWKWARD_NAMES)('finds a whisper with %s, whoever of the two is named first', async (name) => {
      const other = freshName('user');
      const event = lobby(now(), 'hi');
      await stores().log.append({ conversation: pairConversation(name, other), event });
      expect(await readLog(pairConversation(other, name))).toEqual([{ event }]);
    });
  });
}
