import { describe, expect, test } from '@jest/globals';
import type { Subscriptions } from '../../../chat/ports/connections/subscriptions.ts';
import { createVirtualClock } from '../../../memory/clock.ts';
import { createMemorySubscriptions } from '../../../memory/connections/subscriptions.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

describe('a lobby message', () => {
  const hello = { type: 'lobby', content: 'Hello everyone!' };
  const heard = '(Lobby): user1: Hello everyone!';

  test('reaches everybody who is signed in, the sender too', async () => {
    const chat = createChatUnderTest();
    const all = [await chat.connect('user1'), await chat.connect('user1'), await chat.connect('user2')];
    await chat.connectUnauthenticated('nobody');
    await chat.send(all[0] ?? '', hello);
    for (const connection of all) expect(chat.heardBy(connection)).toEqual([heard]);
    expect(chat.heardBy('nobody')).toEqual([]);
  });

  test('is logged in the lobby', async () => {
    const chat = createChatUnderTest();
    await chat.send(await chat.connect('user1'), hello);
    expect(chat.ports.log.entriesOf('lobby')).toMatchObject([
      { event: { type: 'lobby', from: 'user1', content: 'Hello everyone!' } },
    ]);
  });

  test.each(['notify', 'silent'] as const)('does not reach a blocker (policy %s)', async (blockPolicy) => {
    const chat = createChatUnderTest({ blockPolicy });
    const [from, blocker] = [await chat.connect('user1'), await chat.connect('user2')];
    await chat.send(blocker, { type: 'block', target: 'user1' });
    chat.heardBy(from);
    chat.heardBy(blocker);
    await chat.send(from, hello);
    expect(chat.heardBy(blocker)).toEqual([]);
    expect(chat.heardBy(from)).toEqual([heard]);
  });

  test('still reaches whom the sender has blocked', async () => {
    const chat = createChatUnderTest({ blockPolicy: 'silent' });
    const [from, blocked] = [await chat.connect('user1'), await chat.connect('user2')];
    await chat.send(from, { type: 'block', target: 'user2' });
    await chat.send(from, hello);
    expect(chat.heardBy(blocked)).toEqual([heard]);
  });

  test('reaches its sender even when the read of the audience lags behind the connection', async () => {
    const clock = createVirtualClock();
    const behind: Subscriptions = {
      ...createMemorySubscriptions(clock),
      async *pages() {},
    };
    const chat = createChatUnderTest({ clock, subscriptions: behind });
    const from = await chat.connect('user1');
    await chat.send(from, hello);
    expect(chat.heardBy(from)).toEqual([heard]);
  });

  test('reaches every page of its audience once', async () => {
    const clock = createVirtualClock();
    const chat = createChatUnderTest({ clock, subscriptions: createMemorySubscriptions(clock, 2) });
    const all = await Promise.all([1, 2, 3, 4, 5].map((number) => chat.connect(`user${number}`)));
    await chat.send(all[0] ?? '', hello);
    for (const connection of all) expect(chat.heardBy(connection)).toEqual([heard]);
  });
});
