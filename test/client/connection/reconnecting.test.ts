import { describe, expect, test } from '@jest/globals';
import { startClient } from '../client-under-test.ts';
import { failure, tokenFor } from '../fake-chat.ts';

describe('reconnecting', () => {
  test('opens another socket with a fresh token when one is lost, and brings what was missed', async () => {
    let asked = 0;
    const { client, chat, timers, states, contents, goLive } = startClient({
      token: () => tokenFor('user1', timers.now() + 3_600_000 + asked++),
    });
    await goLive();
    chat.socket.drop();
    chat.store({ conversation: 'lobby', content: 'missed' });
    await timers.advance(1_000);
    expect(client.state).toBe('live');
    expect(asked).toBe(2);
    expect(contents).toEqual(['missed']);
    expect(states.map(({ state, code }) => [state, code])).toEqual([
      ['connecting', undefined],
      ['live', undefined],
      ['resuming', 'socket_closed'],
      ['live', undefined],
    ]);
  });

  test('waits longer after each failure, at most half a minute, and little again after it was live', async () => {
    const { client, chat, timers, goLive } = startClient({ random: () => 0.999 });
    await goLive();
    await timers.advance(20_000);
    const opened: number[] = [];
    const { openSocket } = chat;
    chat.intercept = () => true;
    for (let failures = 0; failures < 9; failures++) {
      chat.socket.drop();
      const before = chat.sockets.length;
      const from = timers.now();
      while (chat.sockets.length === before) await timers.advance(100);
      opened.push(timers.now() - from);
    }
    expect(opened.map((wait) => Math.round(wait / 500) / 2)).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
    expect(openSocket).toBe(chat.openSocket);

    chat.intercept = () => false;
    chat.socket.drop();
    await timers.advance(60_000);
    expect(client.state).toBe('live');
    chat.socket.drop();
    const before = chat.sockets.length;
    await timers.advance(600);
    expect(chat.sockets).toHaveLength(before + 1);
  });

  test('stays away as long as the server asks for that', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    await timers.advance(20_000);
    const closing = { type: 'closing', code: 'rate_limited', error: 'Slow down', reconnect: true };
    chat.socket.post({ ...closing, retry_after_ms: 60_000 });
    await timers.advance(59_999);
    expect(chat.sockets).toHaveLength(1);
    await timers.advance(1_000);
    expect([chat.sockets.length, client.state]).toEqual([2, 'live']);
  });

  test('tries a sign-in again that was asked for too often, not before it may', async () => {
    const { chat, timers, client } = startClient();
    let isBusy = true;
    chat.intercept = ({ type, ref }) => {
      if (type !== 'authenticate' || !isBusy) return false;
      const slowDown = { type: 'error', code: 'rate_limited', error: 'Slow down', retryable: true };
      chat.socket.post({ ...slowDown, ref, retry_after_ms: 30_000 });
      return true;
    };
    client.connect();
    await timers.advance(1_000);
    isBusy = false;
    await timers.advance(28_000);
    expect([chat.sockets.length, client.state]).toEqual([1, 'connecting']);
    await timers.advance(2_000);
    expect([chat.sockets.length, client.state]).toEqual([2, 'live']);
  });

  test('comes back at once when the server asks for it', async () => {
    const { chat, timers, client, goLive } = startClient({ random: () => 0.999 });
    await goLive();
    await timers.advance(20_000);
    chat.socket.post({ type: 'closing', code: 'internal', error: 'Late', reconnect: true });
    await timers.advance(50);
    expect([chat.sockets.length, client.state]).toEqual([2, 'live']);
    expect(chat.sockets[0]?.isClosed).toBe(true);
  });

  test('does not come back again and again when the server asks for it each time', async () => {
    const { chat, timers, goLive } = startClient();
    await goLive();
    for (let time = 0; time < 60; time++) {
      chat.socket.post({ type: 'closing', code: 'internal', error: 'Late', reconnect: true });
      await timers.advance(1_000);
    }
    expect(chat.sockets.length).toBeLessThan(15);
  });

  test('comes back when it is used that was closed as one connection too many', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    const closing = { type: 'closing', code: 'conflict', error: 'Too many connections', reconnect: false };
    for (const use of [() => client.lobby('Hello'), () => client.ping()]) {
      chat.socket.post(closing);
      await timers.advance(600_000);
      expect(client.state).toBe('refused');
      const used = use();
      await timers.advance(1_000);
      expect(client.state).toBe('live');
      await used;
    }
  });

  test('answers whoever asks whether it is there', async () => {
    const { chat, timers, goLive } = startClient();
    await goLive();
    chat.socket.post({ type: 'probe' });
    await timers.advance(20);
    expect(chat.socket.sent.at(-1)).toEqual({ type: 'here' });
  });

  test('stays away when the server says so', async () => {
    const { chat, timers, states, goLive } = startClient();
    await goLive();
    chat.socket.post({ type: 'closing', code: 'conflict', error: 'Too many connections', reconnect: false });
    await timers.advance(600_000);
    expect(chat.sockets).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({
      state: 'refused',
      code: 'conflict',
      reason: 'Too many connections',
    });
  });

  test('shows offline after a minute without a connection, and goes on trying', async () => {
    const { chat, timers, client, stateNames, goLive } = startClient();
    await goLive();
    chat.intercept = () => true;
    chat.socket.drop();
    await timers.advance(61_000);
    expect(client.state).toBe('offline');
    chat.intercept = () => false;
    await timers.advance(90_000);
    expect(stateNames).toEqual(['connecting', 'live', 'resuming', 'offline', 'live']);
  });

  test('shows offline when the browser says so, and connects as soon as it is online', async () => {
    let isOnline = true;
    let tell = () => {};
    const { chat, timers, client, stateNames, goLive } = startClient({
      network: {
        isOnline: () => isOnline,
        subscribe(listener) {
          tell = listener;
          return () => undefined;
        },
      },
    });
    await goLive();
    isOnline = false;
    chat.intercept = () => true;
    chat.socket.drop();
    tell();
    await timers.advance(100);
    expect(client.state).toBe('offline');
    await timers.advance(400_000);
    chat.intercept = () => false;
    isOnline = true;
    tell();
    await timers.advance(100);
    expect(stateNames).toEqual(['connecting', 'live', 'offline', 'resuming', 'live']);
  });

  test('finds out whether its socket outlived a change of network', async () => {
    let tell = () => {};
    const network = {
      isOnline: () => true,
      subscribe(listener: () => void) {
        tell = listener;
        return () => undefined;
      },
    };
    const { chat, timers, client, goLive } = startClient({ network });
    await goLive();
    chat.socket.isSilent = true;
    tell();
    await timers.advance(26_000);
    expect([chat.sockets.length, client.state]).toEqual([2, 'live']);
  });

  test('ends for good, leaves no timer behind, and rejects what is pending', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    chat.intercept = () => true;
    const sending = client.lobby('Hi');
    const asking = client.friends();
    await timers.advance(10);
    client.close();
    await expect(sending).rejects.toMatchObject({ name: 'ChatRequestError', code: 'closed' });
    await expect(asking).rejects.toMatchObject({ code: 'closed' });
    await expect(client.whisper('user2', 'Hi')).rejects.toMatchObject({ code: 'closed' });
    await expect(client.ping()).rejects.toMatchObject({ code: 'closed' });
    expect([client.state, chat.socket.isClosed]).toEqual(['closed', true]);
    await timers.advance(100);
    expect(timers.pending).toBe(0);
    client.connect();
    await timers.advance(60_000);
    expect(chat.sockets).toHaveLength(1);
  });

  test.each([0, 3, 7, 12, 17, 23])(
    'leaves nothing behind when it is closed %i ms after connecting',
    async (when) => {
      const { chat, timers, client } = startClient();
      client.connect();
      await timers.advance(when);
      client.close();
      await timers.advance(60_000);
      expect(timers.pending).toBe(0);
      expect(chat.sockets.every(({ isClosed }) => isClosed)).toBe(true);
    },
  );

  test('does not open a socket for a token that came after it was closed', async () => {
    let give = (_: string) => {};
    const { chat, timers, client } = startClient({ token: () => new Promise((resolve) => (give = resolve)) });
    client.connect();
    await timers.advance(100);
    client.close();
    give(tokenFor('user1', timers.now() + 3_600_000));
    await timers.advance(60_000);
    expect(chat.sockets.every(({ isClosed }) => isClosed)).toBe(true);
    expect(timers.pending).toBe(0);
  });

  test('tries a sync that may work later again, on the same socket', async () => {
    const { chat, timers, client } = startClient();
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync' || chat.count('sync') > 3) return false;
      chat.answer(socket, command, failure('rate_limited', { retryable: true, retry_after_ms: 700 }));
      return true;
    };
    client.connect();
    await timers.advance(3_000);
    expect([client.state, chat.sockets.length, chat.count('sync')]).toEqual(['live', 1, 4]);
  });
});
