import { describe, expect, test } from '@jest/globals';
import { isOverdue, resolveSender } from '../../../chat/sessions/sender.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

describe('the sender of a frame', () => {
  async function openUnauthenticated() {
    const ports = createMemoryPorts();
    const now = ports.clock.now();
    const connection = { connectionId: 'c1', connectedAt: now, protocol: 'v1' } as const;
    await ports.connections.put(connection);
    const signedIn = { user: 'user1', tokenExpiresAt: now + HOUR_MS };
    return { ports, connection, signedIn, startedAt: now };
  }

  /** Forbids to read the connection's record. */
  function withoutReads({ connections }: ReturnType<typeof createMemoryPorts>): void {
    connections.get = () => Promise.reject(new Error('read'));
  }

  test('is whom the handshake’s token named, without a read', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    withoutReads(ports);
    expect(await resolveSender(ports, { ...connection, signedIn })).toEqual(signedIn);
  });

  test('is who authenticated by a frame, read once and remembered', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    await ports.connections.signIn('c1', signedIn);
    expect(await resolveSender(ports, connection)).toEqual(signedIn);
    withoutReads(ports);
    expect(await resolveSender(ports, connection)).toEqual(signedIn);
  });

  test.each([40, 300, 700, 900, 990])(
    'is waited for while a token right before the frame takes %i ms',
    async (took) => {
      const { ports, connection, signedIn } = await openUnauthenticated();
      const signingIn = ports.clock.sleep(took).then(() => ports.connections.signIn('c1', signedIn));
      expect(await resolveSender(ports, connection)).toEqual(signedIn);
      await signingIn;
    },
  );

  test('is not waited for longer than a second', async () => {
    const { ports, connection, startedAt } = await openUnauthenticated();
    await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'not_authenticated' });
    expect(ports.clock.now() - startedAt).toBeLessThanOrEqual(1_000);
  });

  test('is waited for by one frame alone: all others of who never signs in are refused at once, by one read', async () => {
    const { ports, connection, startedAt } = await openUnauthenticated();
    let reads = 0;
    const { get } = ports.connections;
    ports.connections.get = (connectionId) => {
      reads++;
      return get(connectionId);
    };
    const held = resolveSender(ports, connection).catch(({ code }) => code);
    await new Promise(setImmediate);
    reads = 0;
    // Of the others none even tries to write.
    ports.connections.awaitSignIn = () => Promise.reject(new Error('written'));
    for (let count = 0; count < 20; count++) {
      await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'not_authenticated' });
    }
    expect(reads).toBe(20);
    expect(ports.clock.now()).toBe(startedAt);
    expect(await held).toBe('not_authenticated');
    const afterwards = ports.clock.now();
    await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'not_authenticated' });
    expect(ports.clock.now()).toBe(afterwards);
  });

  test('is waited for by one of many frames at once', async () => {
    const { ports, connection } = await openUnauthenticated();
    let sleeping = 0;
    const clock = {
      ...ports.clock,
      sleep: async (ms: number) => {
        sleeping++;
        await ports.clock.sleep(ms);
        sleeping--;
      },
    };
    let most = 0;
    const frames = Array.from({ length: 10 }, () =>
      resolveSender({ ...ports, clock }, connection).catch(() => 'refused'),
    );
    await new Promise(setImmediate);
    most = sleeping;
    await Promise.all(frames);
    expect(most).toBeLessThanOrEqual(1);
  });

  test('may be waited for again once somebody has signed in', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    await expect(resolveSender(ports, connection)).rejects.toThrow();
    await ports.connections.signIn('c1', signedIn);
    ports.clock.advance(HOUR_MS);
    await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'token_expired' });
    const startedAt = ports.clock.now();
    await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'token_expired' });
    expect(ports.clock.now()).toBe(startedAt);
    const fresh = { ...signedIn, tokenExpiresAt: startedAt + HOUR_MS };
    await ports.connections.signIn('c1', fresh);
    ports.clock.advance(HOUR_MS);
    const fresher = { ...signedIn, tokenExpiresAt: ports.clock.now() + HOUR_MS };
    const refreshing = ports.clock.sleep(300).then(() => ports.connections.signIn('c1', fresher));
    expect(await resolveSender(ports, connection)).toEqual(fresher);
    await refreshing;
  });

  test('is nobody on a connection that has gone', async () => {
    const { ports, connection } = await openUnauthenticated();
    await ports.connections.remove('c1');
    await expect(resolveSender(ports, connection)).rejects.toMatchObject({ code: 'not_authenticated' });
  });

  test.each(['the handshake’s', 'a frame’s'])('is refused when %s token has expired', async (whose) => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    await ports.connections.signIn('c1', signedIn);
    ports.clock.advance(HOUR_MS);
    const seen = whose === 'a frame’s' ? connection : { ...connection, signedIn };
    await expect(resolveSender(ports, seen)).rejects.toMatchObject({ code: 'token_expired' });
  });

  test('holds past the handshake’s expiry when a fresh token has come, here or elsewhere', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    const fresh = { ...signedIn, tokenExpiresAt: signedIn.tokenExpiresAt + HOUR_MS };
    await ports.connections.signIn('c1', fresh);
    ports.clock.advance(HOUR_MS + 1);
    expect(await resolveSender(ports, { ...connection, signedIn })).toEqual(fresh);
    withoutReads(ports);
    expect(await resolveSender(ports, { ...connection, signedIn })).toEqual(fresh);
  });

  test('is not remembered past the expiry', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    ports.senders.set('c1', signedIn);
    const fresh = { ...signedIn, tokenExpiresAt: signedIn.tokenExpiresAt + HOUR_MS };
    await ports.connections.signIn('c1', fresh);
    ports.clock.advance(HOUR_MS);
    expect(await resolveSender(ports, connection)).toEqual(fresh);
  });

  test('is waited for when a fresh token comes right before the frame', async () => {
    const { ports, connection, signedIn } = await openUnauthenticated();
    await ports.connections.signIn('c1', signedIn);
    ports.clock.advance(HOUR_MS);
    const fresh = { ...signedIn, tokenExpiresAt: signedIn.tokenExpiresAt + HOUR_MS };
    const refreshing = ports.clock.sleep(300).then(() => ports.connections.signIn('c1', fresh));
    expect(await resolveSender(ports, { ...connection, signedIn })).toEqual(fresh);
    await refreshing;
  });
});

describe('a socket that nobody authenticates on', () => {
  test.each(['hello', '{"type":"lobby","content":"Hi"}', '{"type":"foo"}', '{"type":"authenticate"}'])(
    'is closed by its next frame after 30 s, unanswered: %s',
    async (frame) => {
      const chat = createChatUnderTest();
      await chat.connectUnauthenticated('c1');
      chat.ports.clock.advance(30_001);
      await chat.send('c1', frame);
      expect(chat.ports.posts.closed).toEqual(['c1']);
      expect(chat.heardBy('c1')).toEqual([]);
    },
  );

  test('is closed even by a good token', async () => {
    const chat = createChatUnderTest();
    await chat.connectUnauthenticated('c1');
    chat.ports.clock.advance(30_001);
    await chat.send('c1', { type: 'authenticate', token: `Bearer ${chat.tokenOf('user1')}` });
    expect(chat.ports.posts.closed).toEqual(['c1']);
    expect(await chat.ports.users.exists('user1')).toBe(false);
  });

  test('is left open until then', async () => {
    const chat = createChatUnderTest();
    await chat.connectUnauthenticated('c1');
    chat.ports.clock.advance(30_000);
    await chat.send('c1', 'hello');
    expect(chat.ports.posts.closed).toEqual([]);
    expect(chat.heardBy('c1')).toEqual(['error: Invalid JSON: a frame is one object']);
  });

  test('is not overdue once somebody has authenticated, even if that token has expired', async () => {
    const chat = createChatUnderTest();
    const connection = await chat.connectUnauthenticated('c1');
    const tokenExpiresAt = chat.ports.clock.now() + 1_000;
    await chat.ports.connections.signIn('c1', { user: 'user1', tokenExpiresAt });
    chat.ports.clock.advance(60_000);
    expect(await isOverdue(chat.ports, connection)).toBe(false);
  });
});
