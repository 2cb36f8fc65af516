import { afterEach, describe, expect, test } from '@jest/globals';
import { type ChatClient, createChatClient } from '../../client/index.ts';
import { readStoredCommand } from '../../client/requests/pending-command.ts';
import { createTestChat } from '../../testing/test-chat.ts';

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
    expect(user.lastFailure).toMatchObject({ code: 'banned', retryInMs: undefined });
    const again = until(user, 'refused');
    user.connect();
    expect(await again).toBe('banned');
    await admin.unban('user2');
    const live = until(user, 'live');
    user.connect();
    await live;
  });

  test('is listed, and what was done is', async () => {
    const [admin] = (await connectAll('admin', 'user2')) as [ChatClient, ChatClient];
    await admin.ban('user2', { seconds: 60 });
    expect((await admin.bans()).items).toMatchObject([{ user: 'user2', by: 'admin' }]);
    expect((await admin.audit({ limit: 1 })).items).toMatchObject([{ act: 'ban', target: 'user2' }]);
  });
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
