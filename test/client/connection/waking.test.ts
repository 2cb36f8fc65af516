import { describe, expect, test } from '@jest/globals';
import type { ChatClientOptions } from '../../../client/options/options.ts';
import type { Network, NetworkChange } from '../../../client/platform/network.ts';
import { startClient } from '../client-under-test.ts';

const MINUTE = 60_000;

/** A client on a network that a test speaks for. */
function startOnNetwork(options: Partial<ChatClientOptions> = {}) {
  const page = { isOnline: true, isHidden: false, tell: (_?: NetworkChange) => {} };
  const network: Network = {
    isOnline: () => page.isOnline,
    isHidden: () => page.isHidden,
    subscribe(listener) {
      page.tell = listener;
      return () => undefined;
    },
  };
  return { ...startClient({ network, ...options }), page };
}

describe('a socket that died without a word', () => {
  test.each<[string, NetworkChange | undefined]>([
    ['the page is looked at again', 'shown'],
    ['the network is another', 'network'],
    ['the network says that something is new', undefined],
  ])('is replaced within seconds when %s', async (_, change) => {
    const { chat, timers, client, contents, page, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    chat.socket.isSilent = true;
    chat.store({ conversation: 'lobby', content: 'good morning' });
    page.tell(change);
    await timers.advance(4_500);
    expect([chat.sockets.length, client.state, contents]).toEqual([2, 'live', ['good morning']]);
  });

  test('is replaced within seconds when the clock has jumped, as after a sleep', async () => {
    const { chat, timers, client, contents, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    chat.socket.isSilent = true;
    chat.store({ conversation: 'lobby', content: 'good morning' });
    timers.sleep(10 * MINUTE);
    await timers.advance(4_500);
    expect([chat.sockets.length, client.state, contents]).toEqual([2, 'live', ['good morning']]);
  });

  test('is replaced when it was closed as one too many and its page is looked at again, and not before', async () => {
    const { chat, timers, client, page, goLive } = startOnNetwork();
    page.tell('shown');
    await timers.advance(MINUTE);
    expect(client.state).toBe('idle');
    await goLive();
    chat.socket.post({ type: 'closing', code: 'conflict', error: 'Too many connections', reconnect: false });
    await timers.advance(MINUTE);
    page.tell('network');
    await timers.advance(MINUTE);
    expect([client.state, chat.sockets.length]).toEqual(['refused', 1]);
    page.tell('shown');
    await timers.advance(MINUTE);
    expect([client.state, chat.sockets.length]).toEqual(['live', 2]);
    client.close();
    page.tell('shown');
    await timers.advance(MINUTE);
    expect([client.state, chat.sockets.length]).toEqual(['closed', 2]);
  });

  test('shows offline within seconds of the platform’s saying so', async () => {
    const { chat, timers, client, page, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    chat.socket.isSilent = true;
    page.isOnline = false;
    chat.intercept = () => true;
    page.tell('network');
    await timers.advance(4_500);
    expect(client.state).toBe('offline');
  });

  test('is not waited for when it was to be the next one', async () => {
    const { chat, timers, client, page, goLive } = startOnNetwork();
    await goLive();
    chat.intercept = (_, socket) => socket === chat.sockets[1];
    await timers.advance(112 * MINUTE);
    while (chat.sockets.length < 2) await timers.advance(100);
    for (const socket of chat.sockets) socket.isSilent = true;
    page.tell('network');
    await timers.advance(4_500);
    expect([chat.sockets.length, client.state]).toEqual([3, 'live']);
  });
});

describe('a socket that lives', () => {
  test('is kept, and costs one ping', async () => {
    const { chat, timers, client, page, stateNames, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    for (let time = 0; time < 5; time++) page.tell('shown');
    await timers.advance(5_000);
    for (let time = 0; time < 5; time++) page.tell('shown');
    await timers.advance(5_000);
    expect([chat.count('ping'), chat.sockets.length, client.state]).toEqual([1, 1, 'live']);
    expect(stateNames).toEqual(['connecting', 'live']);
  });

  test('is asked at once for what another network may have kept from it, and not because a page is shown', async () => {
    const { chat, timers, contents, page, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    chat.store({ conversation: 'lobby', content: 'posted into the dark' });
    page.tell('shown');
    await timers.advance(1_000);
    expect(contents).toEqual([]);
    page.tell('network');
    await timers.advance(1_000);
    expect(contents).toEqual(['posted into the dark']);
  });

  test('is asked what was missed when a page is shown again after a while, five minutes from the last sync on', async () => {
    const { chat, timers, contents, page, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(4 * MINUTE);
    chat.store({ conversation: 'lobby', content: 'never posted' });
    page.tell('shown');
    await timers.advance(MINUTE);
    expect(contents).toEqual([]);
    await timers.advance(MINUTE);
    page.tell('shown');
    await timers.advance(1_000);
    expect(contents).toEqual(['never posted']);
  });

  test('is not asked because a page’s timers are late that nobody looks at', async () => {
    const { chat, timers, page, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(MINUTE);
    page.isHidden = true;
    timers.sleep(MINUTE);
    await timers.advance(5_000);
    expect(chat.count('ping')).toBe(0);
  });

  test('is still replaced in time, when the one that was to be the next was let go', async () => {
    const { chat, timers, client, page, stateNames, goLive } = startOnNetwork();
    await goLive();
    await timers.advance(112 * MINUTE);
    while (chat.sockets.length < 2) await timers.advance(5);
    page.tell('network');
    await timers.advance(3 * MINUTE);
    expect([chat.sockets.length, chat.sockets[0]?.isClosed, client.state]).toEqual([3, true, 'live']);
    expect(stateNames).toEqual(['connecting', 'live']);
  });
});

describe('a client without a connection', () => {
  test('tries at once when it is looked at again, not more often than that', async () => {
    const { chat, timers, client, page, goLive } = startOnNetwork({ random: () => 0.999 });
    chat.intercept = () => true;
    await goLive();
    await timers.advance(10 * MINUTE);
    while (chat.sockets.some(({ isClosed }) => !isClosed)) await timers.advance(100);
    await timers.advance(5_000);
    const { length } = chat.sockets;
    for (let time = 0; time < 5; time++) page.tell('shown');
    await timers.advance(10);
    expect(chat.sockets).toHaveLength(length + 1);
    chat.intercept = () => false;
    await timers.advance(MINUTE);
    expect(client.state).toBe('live');
  });

  test('does nothing of itself before connect(), nor when it was refused or closed', async () => {
    const { chat, timers, client, page } = startOnNetwork();
    page.tell('network');
    client.close();
    page.tell('shown');
    await timers.advance(MINUTE);
    expect([chat.sockets.length, timers.pending]).toEqual([0, 0]);
  });
});
