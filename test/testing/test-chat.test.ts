import { afterEach, describe, expect, test } from '@jest/globals';
import { type ChatClient, createChatClient } from '../../client/index.ts';
import { createTestChat, type TestChat } from '../../testing/test-chat.ts';

describe('an app’s test on a chat in memory', () => {
  const clients: ChatClient[] = [];

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  /** A client with what it has heard, once it is live. */
  async function join(chat: TestChat, user: string) {
    const client = createChatClient({ ...chat.optionsFor(user), backoff: { firstMs: 1, mostMs: 1 } });
    clients.push(client);
    const heard: string[] = [];
    client.on('message', ({ from, content }) => heard.push(`${from}: ${content}`));
    client.connect();
    await until(client, 'live');
    return { client, heard };
  }

  const until = (client: ChatClient, wanted: string) =>
    new Promise<void>((resolve) => {
      if (client.state === wanted) return resolve();
      const stop = client.on('state', ({ state }) => {
        if (state !== wanted) return;
        stop();
        resolve();
      });
    });

  test('sees each user hear what they would on the server', async () => {
    const chat = createTestChat();
    const [one, two, three] = [
      await join(chat, 'user1'),
      await join(chat, 'user2'),
      await join(chat, 'user3'),
    ];
    await one.client.whisper('user2', 'for you');
    await one.client.join('devs');
    await two.client.join('devs');
    await two.client.group('devs', 'for us');
    await three.client.lobby('for all');
    await chat.settled();
    expect(one.heard).toEqual(['user1: for you', 'user2: for us', 'user3: for all']);
    expect(two.heard).toEqual(one.heard);
    expect(three.heard).toEqual(['user3: for all']);
    const { items } = await two.client.conversations();
    expect(items.map(({ conversation, unread }) => [conversation, unread])).toEqual([
      ['lobby', 1],
      ['group:devs', 0],
      ['whisper:user1', 1],
    ]);
  });

  test('can keep everybody from connecting, and let them again', async () => {
    const chat = createTestChat();
    const { client } = await join(chat, 'user1');
    chat.disconnect();
    await until(client, 'resuming');
    const failed = new Promise((resolve) => client.on('connectionFailed', resolve));
    await failed;
    expect(client.state).toBe('resuming');
    chat.reconnect();
    await client.ready();
  });

  test('sees the server’s refusals, and those that it asks for', async () => {
    const chat = createTestChat();
    const { client } = await join(chat, 'user1');
    await expect(client.whisper('nobody', 'Hi')).rejects.toMatchObject({ code: 'user_not_found' });
    chat.refuseNext('user1', 'lobby', { code: 'internal', message: 'Internal error' });
    await expect(client.lobby('Hi')).rejects.toMatchObject({ code: 'internal', message: 'Internal error' });
    await expect(client.lobby('Hi')).resolves.toMatchObject({ id: expect.any(String) });
  });

  test('takes the network away: what is sent meanwhile comes later, once', async () => {
    const chat = createTestChat();
    const [one, two] = [await join(chat, 'user1'), await join(chat, 'user2')];
    const lost = until(two.client, 'resuming');
    chat.disconnect('user2');
    await lost;
    await one.client.whisper('user2', 'while you were away');
    const sending = two.client.lobby('written offline');
    await chat.settled();
    expect(two.heard).toEqual([]);
    chat.reconnect('user2');
    await sending;
    await chat.settled();
    expect(two.heard).toEqual(['user1: while you were away', 'user2: written offline']);
    expect(one.heard).toEqual(['user1: while you were away', 'user2: written offline']);
  });

  test('takes everybody’s network away, and blocks under either policy', async () => {
    const chat = createTestChat({ blockPolicy: 'silent' });
    const [one, two] = [await join(chat, 'user1'), await join(chat, 'user2')];
    await one.client.block('user2');
    await two.client.whisper('user1', 'unheard');
    await chat.settled();
    expect(one.heard).toEqual([]);
    expect(two.heard).toEqual(['user2: unheard']);
    chat.disconnect();
    await Promise.all([until(one.client, 'resuming'), until(two.client, 'resuming')]);
    chat.reconnect();
    await Promise.all([until(one.client, 'live'), until(two.client, 'live')]);
  });

  test('sees the other party told that a friendship is no more', async () => {
    const chat = createTestChat();
    const [one, two] = [await join(chat, 'user1'), await join(chat, 'user2')];
    await one.client.add('user2');
    await two.client.accept('user1');
    const told: string[] = [];
    one.client.on('relation', ({ user }) => told.push(user));
    await two.client.unfriend('user1');
    await chat.settled();
    expect(told).toEqual(['user2']);
    expect((await one.client.friends()).items).toEqual([]);
  });
});
