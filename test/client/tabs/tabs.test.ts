import { describe, expect, test } from '@jest/globals';
import type { SocketLike } from '../../../client/platform/socket.ts';
import { createTabSocket } from '../../../client/tabs/tab-socket.ts';
import { type ClientUnderTest, startClient } from '../client-under-test.ts';
import { createFakeChat, type FakeChat, tokenFor } from '../fake-chat.ts';
import { createFakeTimers } from '../fake-timers.ts';
import { createFakeBrowser, type FakeTab } from './fake-worker.ts';

interface Tab extends ClientUnderTest, FakeTab {}

/** Tabs of one browser. */
async function openTabs(count: number, users: readonly string[] = ['user1']) {
  const timers = createFakeTimers();
  const chat = createFakeChat(timers);
  const browser = createFakeBrowser(chat.openSocket, timers);
  const expiresAt = timers.now() + 24 * 3_600_000;
  const tabs: Tab[] = [];
  async function openTab(user = 'user1'): Promise<Tab> {
    const tab = browser.openTab();
    const token = tokenFor(user, expiresAt);
    const world = {
      ...startClient({ openSocket: tab.openSocket, token: () => token }, { timers, chat }),
      ...tab,
    };
    tabs.push(world);
    await world.goLive();
    return world;
  }
  await Promise.all(Array.from({ length: count }, (_, number) => openTab(users[number % users.length])));
  return { timers, chat, tabs, openTab, states: () => tabs.map(({ client }) => client.state) };
}

const openSockets = (chat: FakeChat) => chat.sockets.filter(({ isClosed }) => !isClosed).length;

test('twelve tabs of a user are live on one connection, and all see what is said', async () => {
  const { chat, tabs, states, timers } = await openTabs(12);
  // Twelve sign-ins and twelve syncs are more than the server takes at once.
  await timers.advance(1_000);
  expect(states()).toEqual(Array(12).fill('live'));
  expect(chat.sockets).toHaveLength(1);
  chat.say('Hello');
  await timers.advance(100);
  expect(tabs.map(({ contents }) => contents)).toEqual(Array(12).fill(['Hello']));
});

test('an answer goes to the tab that asked', async () => {
  const { chat, tabs, timers } = await openTabs(3);
  const [first, second] = tabs as [Tab, Tab];
  const sent = [first.client.lobby('one'), second.client.lobby('two')];
  await timers.advance(100);
  const [one, two] = await Promise.all(sent);
  expect([one?.id, two?.id]).toEqual(chat.log.map(({ id }) => id));
  expect(tabs.map(({ contents }) => contents)).toEqual(Array(3).fill(['one', 'two']));
});

test('users of a browser have a connection each', async () => {
  const { chat, states } = await openTabs(4, ['user1', 'user2']);
  expect(states()).toEqual(Array(4).fill('live'));
  expect(chat.sockets).toHaveLength(2);
});

test('what is read in one tab is read in the others', async () => {
  const { chat, tabs, timers } = await openTabs(3);
  const reads = tabs.map(() => [] as unknown[]);
  tabs.forEach(({ client }, index) => {
    client.on('read', (read) => reads[index]?.push(read));
  });
  const { id } = chat.say('Hello');
  const done = tabs[1]?.client.read('lobby', id);
  await timers.advance(100);
  await done;
  const read = { type: 'read', conversation: 'lobby', user: 'user1', upto: id };
  expect(reads).toEqual([[read], [read], [read]]);
});

test('tabs that are closed or crash leave the others alone, and the last one ends the connection', async () => {
  const { chat, tabs, timers } = await openTabs(3);
  const [first, second, third] = tabs as [Tab, Tab, Tab];
  first.client.close();
  second.vanish();
  await timers.advance(100);
  chat.say('Still there?');
  await timers.advance(100);
  expect(third.contents).toEqual(['Still there?']);
  expect(openSockets(chat)).toBe(1);
  third.vanish();
  await timers.advance(100);
  expect(openSockets(chat)).toBe(0);
});

test('a connection that breaks is replaced by one, for all tabs, and nothing is missed', async () => {
  const { chat, tabs, states, timers } = await openTabs(5);
  chat.socket.drop();
  chat.store({ conversation: 'lobby', content: 'Meanwhile' });
  await timers.advance(5_000);
  expect(states()).toEqual(Array(5).fill('live'));
  expect(chat.sockets).toHaveLength(2);
  expect(tabs.map(({ contents }) => contents)).toEqual(Array(5).fill(['Meanwhile']));
});

test('a tab that finds the connection dead gets another, which the others follow to when they find out', async () => {
  const { chat, tabs, states, timers } = await openTabs(3);
  chat.socket.isSilent = true;
  const sent = tabs[0]?.client.lobby('Anybody?');
  await timers.advance(60_000);
  await sent;
  expect(tabs[0]?.client.state).toBe('live');
  expect(chat.sockets).toHaveLength(2);
  // The next heartbeat of the others.
  await timers.advance(300_000);
  expect(states()).toEqual(Array(3).fill('live'));
  expect(chat.sockets).toHaveLength(2);
  expect(openSockets(chat)).toBe(1);
  expect(tabs.map(({ contents }) => contents)).toEqual(Array(3).fill(['Anybody?']));
});

test('before the server would end the connection another takes over, for who came late as well, without a break', async () => {
  const { chat, openTab, tabs, timers } = await openTabs(1);
  await timers.advance(90 * 60_000);
  const late = await openTab();
  expect(chat.sockets).toHaveLength(1);
  tabs[0]?.vanish();
  tabs[0]?.client.close();
  // An hour and 52 and a half minutes after it was opened.
  await timers.advance(25 * 60_000);
  expect(chat.sockets).toHaveLength(2);
  expect(openSockets(chat)).toBe(1);
  expect(late.stateNames).toEqual(['connecting', 'live']);
});

test('two tabs that have their connection replaced in time share the next one', async () => {
  const { chat, states, timers } = await openTabs(2);
  await timers.advance(116 * 60_000);
  expect(chat.sockets).toHaveLength(2);
  expect(openSockets(chat)).toBe(1);
  expect(states()).toEqual(['live', 'live']);
});

describe('where nothing can be shared a tab has a connection of its own:', () => {
  const url = 'wss://chat.test/ws/chat/lobby/';
  const own = {} as SocketLike;
  const locks = { request: async (_name: string, callback: () => Promise<void>) => callback() };
  const worker = () => ({ port: {}, onerror: null as ((event: never) => void) | null });

  test('without locks', () => {
    // Node has none, nor has a page without TLS.
    expect(createTabSocket({ worker, openSocket: () => own })(url, [], '')).toBe(own);
  });

  test('where the browser has no shared workers, or forbids them', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    expect(createTabSocket({ worker: forbidden, locks, openSocket: () => own })(url, [], '')).toBe(own);
  });

  test('from the second attempt on, where the worker does not start', () => {
    const made = {
      port: { postMessage: () => undefined, close: () => undefined },
      onerror: (_: never) => {},
    };
    const openSocket = createTabSocket({ worker: () => made, locks, openSocket: () => own });
    const socket = openSocket(url, [], '');
    const ends: unknown[] = [];
    socket.onclose = (event: unknown) => ends.push(event);
    made.onerror({} as never);
    expect(ends).toEqual([{ code: 1006, reason: 'The shared worker did not start' }]);
    expect(openSocket(url, [], '')).toBe(own);
  });
});
