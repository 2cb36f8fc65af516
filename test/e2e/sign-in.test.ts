import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectClient } from './chat-client.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { createForger } from './forged-tokens.ts';

const dataDirectory = await mkdtemp(join(tmpdir(), 'chat-sign-in-'));
const log: string[] = [];
let onLine = () => {};
const chat = startChatUnderTest({
  dataDirectory,
  onLog({ text }) {
    log.push(text);
    onLine();
  },
});
/** The checks that the log names, once it has so many: lines come a little behind the answers. */
async function readRefusals(count: number): Promise<string[]> {
  const checks = () =>
    log.flatMap((text) => /A token was refused[\s\S]*check:\s*'(.+)'/.exec(text)?.[1] ?? []);
  while (checks().length < count) {
    await new Promise<void>((resolve) => {
      onLine = resolve;
    });
  }
  return checks();
}
afterAll(() => rm(dataDirectory, { recursive: true }));

/** Every token that must not do, by what is wrong with it. */
const badTokens: Record<string, (good: string) => Promise<string> | string> = {
  'is garbage': () => 'garbage',
  'is of another issuer': (good) => forger.changed(good, { iss: 'https://issuer.example' }),
  'is for another audience': (good) => forger.changed(good, { client_id: 'another' }),
  'is an id token': (good) => forger.changed(good, { token_use: 'id' }),
  'is signed with another key': (good) => forger.otherKey(good),
  'has no signature (alg none)': (good) => forger.unsigned(good),
  'is signed with the public key as an HS256 secret': (good) => forger.publicKeyAsSecret(good),
  'names no user': (good) => forger.changed(good, { username: '' }),
  'names a user who belongs to another subject': (good) => forger.changed(good, { sub: 'somebody-else' }),
  'never expires': (good) => forger.changed(good, { exp: undefined }),
  'has an expiry in milliseconds': (good) => forger.changed(good, { exp: Date.now() + 3_600_000 }),
  'is good from the next hour on': (good) => forger.changed(good, { nbf: Date.now() / 1_000 + 3_600 }),
};
let forger: Awaited<ReturnType<typeof createForger>>;
beforeAll(async () => {
  // Binds the name, so that another subject can't have it. The issuer has its key by then.
  const first = await connectClient(chat.stack.webSocketUrl, await chat.stack.token('taken'));
  await first.close();
  forger = await createForger(dataDirectory);
});

describe('a handshake', () => {
  test.each(Object.entries(badTokens))('is refused with 401 when its token %s', async (_, forge) => {
    const token = await forge(await chat.stack.token('taken'));
    await expect(connectClient(chat.stack.webSocketUrl, token)).rejects.toMatchObject({ status: 401 });
  });

  test('is refused with 401 when its token has expired', async () => {
    const token = await chat.stack.token('taken', { expiresIn: -1 });
    await expect(connectClient(chat.stack.webSocketUrl, token)).rejects.toMatchObject({ status: 401 });
  });

  test.each(['/ws/chat/', '/ws/chat', '/ws/chat/a/b', '/other'])(
    'is refused with 404 at %s, which has no room',
    async (path) => {
      const url = new URL(path, chat.stack.webSocketUrl).href;
      await expect(connectClient(url)).rejects.toMatchObject({ status: 404 });
    },
  );

  test('opens no socket at /, where the page is', async () => {
    const url = new URL('/', chat.stack.webSocketUrl).href;
    await expect(connectClient(url)).rejects.toMatchObject({ status: 200 });
  });

  test.each(['/ws/chat/any-room/', '/ws/chat/any-room', '/chat'])('succeeds at %s', async (path) => {
    const user = chat.name('user');
    const client = await connectClient(
      new URL(path, chat.stack.webSocketUrl).href,
      await chat.stack.token(user),
    );
    client.send({ type: 'whisper', target: user, content: 'in' });
    expect(await client.next()).toBe(`(Whisper from ${user}): in`);
    await client.close();
  });
});

describe('a user of any issuer', () => {
  test('signs in by either way under a name that others can call', async () => {
    const subject = `auth0|${chat.name('user')}`;
    const name = subject.replace('|', '=7C');
    const good = await forger.changed(await chat.stack.token('x'), { username: subject, sub: subject });
    const client = await connectClient(chat.stack.webSocketUrl, good);
    const byFrame = await chat.connectUnauthenticated();
    byFrame.send({ type: 'authenticate', token: `Bearer ${good}` });
    expect(await byFrame.next()).toBe(`(Authenticated): ${name}`);
    const friend = await chat.connect(chat.name('friend'));
    friend.send({ type: 'whisper', target: name, content: 'hi' });
    for (const own of [client, byFrame]) expect(await own.next()).toMatch(/^\(Whisper from .*\): hi$/);
    await client.close();
  });
});

describe('a frame that authenticates', () => {
  test('makes the connection its user’s', async () => {
    const user = chat.name('user');
    const client = await chat.connectUnauthenticated();
    client.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(user)}` });
    expect(await client.next()).toBe(`(Authenticated): ${user}`);
    client.send({ type: 'lobby', content: 'in' });
    expect(await client.next()).toBe(`(Lobby): ${user}: in`);
  });

  test.each(Object.entries(badTokens))(
    'is answered, and the socket stays open, when its token %s',
    async (_, forge) => {
      const client = await chat.connectUnauthenticated();
      const good = await chat.stack.token('taken');
      client.send({ type: 'authenticate', token: `Bearer ${await forge(good)}` });
      expect(await client.next()).toBe('error: Invalid token');
      client.send({ type: 'authenticate', token: `Bearer ${good}` });
      expect(await client.next()).toBe('(Authenticated): taken');
    },
  );

  test('is told that its token has expired', async () => {
    const client = await chat.connectUnauthenticated();
    const token = await chat.stack.token('taken', { expiresIn: -1 });
    client.send({ type: 'authenticate', token: `Bearer ${token}` });
    expect(await client.next()).toBe('error: Token expired');
  });

  test('lets a frame that was sent right behind it work', async () => {
    const user = chat.name('user');
    const client = await chat.connectUnauthenticated();
    client.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(user)}` });
    client.send({ type: 'lobby', content: 'at once' });
    expect(await client.nextSorted(2)).toEqual([`(Authenticated): ${user}`, `(Lobby): ${user}: at once`]);
  });

  test('is refused on a connection that belongs to somebody else, however it was signed in', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const byFrame = await chat.connectUnauthenticated();
    byFrame.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(one)}` });
    expect(await byFrame.next()).toBe(`(Authenticated): ${one}`);
    for (const client of [byFrame, await chat.connect(one)]) {
      client.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(other)}` });
      expect(await client.next()).toBe(`error: Already authenticated: ${one}`);
    }
  });
});

describe('a token that expires on an open socket', () => {
  test('silences it until a fresh one comes', async () => {
    const [user, friend] = [chat.name('user'), chat.name('friend')];
    const other = await chat.connect(friend);
    const client = await connectClient(
      chat.stack.webSocketUrl,
      await chat.stack.token(user, { expiresIn: 2 }),
    );
    let answer = '';
    while (answer !== 'error: Token expired') {
      // No faster than commands may come: a connection that floods is closed, and answers nothing any more.
      await delay(150);
      // A command that is answered either way; a message could expire on its way back.
      client.send({ type: 'leave', group_name: 'nowhere' });
      answer = await client.next();
    }
    other.send({ type: 'whisper', target: user, content: 'are you there?' });
    other.send({ type: 'lobby', content: 'anybody?' });
    expect(await other.next()).toBe(`(Lobby): ${friend}: anybody?`);

    client.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(user)}` });
    // What was whispered meanwhile waited; the lobby doesn't.
    expect(await client.nextSorted(2)).toEqual([
      `(Authenticated): ${user}`,
      `(Whisper from ${friend}): are you there?`,
    ]);
    client.send({ type: 'lobby', content: 'back' });
    expect(await client.next()).toBe(`(Lobby): ${user}: back`);
    await client.close();
  });
});

describe('a connection on which nobody authenticates', () => {
  test('is answered "Not authenticated" and receives nothing', async () => {
    const client = await chat.connectUnauthenticated();
    for (const command of [{ type: 'lobby', content: 'x' }, { type: 'whisper' }, { type: 'join' }]) {
      client.send(command);
      expect(await client.next()).toBe('error: Not authenticated');
    }
  });
});

describe('the log of what was refused', () => {
  test('says which check failed, once for each, and has no part of a token', async () => {
    const good = await chat.stack.token('taken');
    const client = await chat.connectUnauthenticated();
    for (const forge of Object.values(badTokens)) {
      log.length = 0;
      const token = await forge(good);
      await expect(connectClient(chat.stack.webSocketUrl, token)).rejects.toMatchObject({ status: 401 });
      client.send({ type: 'authenticate', token: `Bearer ${token}` });
      expect(await client.next()).toBe('error: Invalid token');
      const [atHandshake, ...byFrame] = await readRefusals(2);
      expect(byFrame).toEqual([atHandshake]);
      for (const part of token.split('.').filter((text) => text.length > 8)) {
        expect(log.join('\n')).not.toContain(part);
      }
    }
  });
});
