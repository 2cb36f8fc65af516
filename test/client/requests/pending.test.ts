import { describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../client/storage/store.ts';
import { startClient } from '../client-under-test.ts';

const told = ({ client }: ReturnType<typeof startClient>) => {
  const lists: string[][] = [];
  client.on('pending', (pending) =>
    lists.push(
      pending.map(({ ref, sentAt, user }) => `${ref} ${sentAt === undefined ? 'unsent' : 'sent'} ${user}`),
    ),
  );
  return lists;
};

describe('what is pending', () => {
  test('is told when something is asked for, sent and acknowledged, and is the same list until then', async () => {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    await goLive();
    const lists = told(under);
    void client.lobby('a', { ref: 'a' });
    expect(client.pending).toBe(client.pending);
    void client.lobby('b', { ref: 'b' });
    await timers.advance(1_000);
    expect(lists).toEqual([
      ['a unsent user1'],
      ['a sent user1'],
      ['a sent user1', 'b unsent user1'],
      ['b unsent user1'],
      ['b sent user1'],
      [],
    ]);
    expect(chat.done).toHaveLength(2);
  });

  test('is told with the user, once somebody has signed in', async () => {
    const under = startClient();
    const lists = told(under);
    void under.client.lobby('a', { ref: 'a' });
    await under.goLive();
    expect(lists.slice(0, 2)).toEqual([['a unsent undefined'], ['a unsent user1']]);
  });

  test('is told when it is restored, fails or is closed', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    void first.client.lobby('a', { ref: 'a' });
    const closed = told(first);
    first.client.close();
    expect(closed).toEqual([[]]);

    const load = async () => store.load();
    const second = startClient({ store: { ...store, load } });
    const lists = told(second);
    await second.timers.advance(0);
    expect(lists).toEqual([['a unsent undefined']]);
    second.chat.answerAll('lobby', {
      type: 'error',
      code: 'too_large',
      error: 'No',
      retryable: false,
    });
    await second.goLive();
    expect(lists.at(-1)).toEqual([]);
    expect(second.client.pending).toEqual([]);
  });
});
