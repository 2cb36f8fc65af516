import { afterEach, describe, expect, test } from '@jest/globals';
import { type ChatClient, connectionStatus, createChatClient } from '../../../client/index.ts';
import { readStoredCommand } from '../../../client/requests/pending-command.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { startClient } from '../client-under-test.ts';
import { tokenFor } from '../fake-chat.ts';
import { createFakeTimers } from '../fake-timers.ts';

const clients: ChatClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** Clients of a chat, all of them live. */
async function connectAll(...users: readonly string[]): Promise<ChatClient[]> {
  const chat = createTestChat();
  return Promise.all(
    users.map(async (user) => {
      const client = createChatClient({ ...chat.optionsFor(user), report: () => undefined });
      clients.push(client);
      const live = until(client, 'live');
      client.connect();
      await live;
      return client;
    }),
  );
}

const until = (client: ChatClient, state: ChatClient['state']) =>
  new Promise<string | undefined>((resolve) => {
    client.on('state', (change) => {
      if (change.state === state) resolve(change.code);
    });
  });

describe('in the SDK, who is banned', () => {
  test('is refused for good, says why, and comes back when somebody asks for it once that is over', async () => {
    const [admin, user] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    const refused = until(user, 'refused');
    await admin.ban('user2', { reason: 'Spam' });
    expect(await refused).toBe('banned');
    expect(user.lastFailure).toMatchObject({ code: 'banned', retryInMs: undefined, retryAfterMs: undefined });
    const again = until(user, 'refused');
    user.connect();
    expect(await again).toBe('banned');
    await admin.unban('user2');
    const live = until(user, 'live');
    user.connect();
    await live;
  });

  test('is told for how long, whether it is closed or refused', async () => {
    const [admin, user] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    const closed = until(user, 'refused');
    await admin.ban('user2', { seconds: 60 });
    await closed;
    const isAboutAMinute = { code: 'banned', retryInMs: undefined, retryAfterMs: expect.any(Number) };
    expect(user.lastFailure).toMatchObject(isAboutAMinute);
    const refused = until(user, 'refused');
    user.connect();
    await refused;
    expect(user.lastFailure).toMatchObject(isAboutAMinute);
  });

  test('is listed, and what was done is', async () => {
    const [admin] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    await admin.ban('user2', { seconds: 60 });
    expect((await admin.bans()).items).toMatchObject([{ user: 'user2', by: 'admin' }]);
    expect((await admin.audit({ limit: 1 })).items).toMatchObject([{ act: 'ban', target: 'user2' }]);
  });
});

describe('in the SDK, an admin', () => {
  test('knows that they are one, and nobody else is', async () => {
    const [admin, user] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    expect([admin.isAdmin, user.isAdmin]).toEqual([true, false]);
    expect(connectionStatus(admin).value).toMatchObject({ isAdmin: true });
  });

  test('sees at once by whom what another had said was deleted', async () => {
    const [admin, user] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    const { id = '' } = await user.lobby('Buy now');
    await admin.timeline('lobby').older();
    await admin.delete('lobby', id);
    expect(admin.timeline('lobby').events).toMatchObject([{ id, deleted: true, deleted_by: 'admin' }]);
  });
});

test('in the SDK, an admin is one no more by the next token that doesn’t say so, on the same connection', async () => {
  const timers = createFakeTimers();
  const token = () => tokenFor('user1', timers.now() + 3_600_000);
  const { chat, client, goLive } = startClient({ token }, { timers });
  const told: boolean[] = [];
  client.on('admin', (isAdmin) => told.push(isAdmin));
  chat.admins.add('user1');
  await goLive();
  expect(client.isAdmin).toBe(true);
  chat.admins.clear();
  await timers.advance(3_590_000);
  expect(chat.sockets).toHaveLength(1);
  expect([client.state, client.isAdmin, told]).toEqual(['live', false, [true, false]]);
});

describe('in the SDK, who is muted', () => {
  test('is told so, and of what they say it is told how long yet, and nothing tries again', async () => {
    const [admin, user] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    const told = new Promise((resolve) => user.on('muted', resolve));
    await admin.mute('user2', 60, { reason: 'Calm down' });
    expect(await told).toMatchObject({ conversation: 'lobby', until: expect.any(String) });
    const refused = user.lobby('What?').catch((error) => error);
    expect(await refused).toMatchObject({
      code: 'muted',
      isRetryable: false,
      retryAfterMs: expect.any(Number),
    });
    expect(user.pending).toEqual([]);
  });
});

test('a mute that a store has kept is one still', () => {
  const command = { type: 'mute', target: 'user2', seconds: 60 };
  const read = (more: object) =>
    readStoredCommand(JSON.stringify({ ref: 'r1', command: { ...command, ...more } }));
  expect(read({})).toEqual({ ref: 'r1', command });
  expect(read({ seconds: '60' })).toBeUndefined();
  expect(read({ target: 60 })).toBeUndefined();
});
