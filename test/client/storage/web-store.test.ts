import { afterEach, describe, expect, test } from '@jest/globals';
import type { ChatStore } from '../../../client/storage/store.ts';
import { createWebStore } from '../../../client/storage/web-store.ts';
import { startClient } from '../client-under-test.ts';
import { tokenFor } from '../fake-chat.ts';
import { createFakeLocks, createFakeStorage, type FakeLocks, type FakeStorage } from '../fake-tabs.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Browser {
  readonly storage: FakeStorage;
  readonly locks: FakeLocks;
}
const openBrowser = (): Browser => ({ storage: createFakeStorage(), locks: createFakeLocks() });

function openTab({ storage, locks }: Browser, name = 'chat'): { store: ChatStore; close(): void } {
  const tab = locks.openTab();
  return { store: createWebStore({ name, storage, locks: tab }), close: tab.close };
}

describe('a store over localStorage', () => {
  test('gives back after a reload what was saved and not deleted', async () => {
    const browser = openBrowser();
    const first = openTab(browser);
    expect(await first.store.load()).toEqual({});
    first.store.save({ a: '1', b: '2' });
    first.store.save({ a: null, b: '3', c: '' });
    first.close();
    expect(await openTab(browser).store.load()).toEqual({ b: '3', c: '' });
  });

  test('leaves the items of others alone, those of a longer name too', async () => {
    const browser = openBrowser();
    const other = openTab(browser, 'chat:0').store;
    await other.load();
    other.save({ a: 'theirs' });
    const { store } = openTab(browser);
    expect(await store.load()).toEqual({});
    store.save({ b: '1' });
    store.save({ b: null });
    expect([...browser.storage.items.keys()]).toEqual(['of another library', 'chat:0:0:a']);
  });

  test('is another one for each tab that is open, and each client in one', async () => {
    const browser = openBrowser();
    const [one, two] = [openTab(browser), openTab(browser)];
    await one.store.load();
    one.store.save({ inbox: 'of one' });
    expect(await two.store.load()).toEqual({});
    two.store.save({ inbox: 'of two' });
    one.close();
    two.close();
    const [first, second] = [openTab(browser), openTab(browser)];
    expect([await first.store.load(), await second.store.load()]).toEqual([
      { inbox: 'of one' },
      { inbox: 'of two' },
    ]);
  });

  test('goes on for another client in the same tab, once its own is closed', async () => {
    const browser = openBrowser();
    const locks = browser.locks.openTab();
    const options = { storage: browser.storage, locks };
    const store = createWebStore(options);
    await store.load();
    store.save({ inbox: 'kept' });
    store.close?.();
    store.save({ inbox: 'too late' });
    expect(await createWebStore(options).load()).toEqual({ inbox: 'kept' });
  });

  test('goes on for a client that is made at once, before the one before had opened its own', async () => {
    const browser = openBrowser();
    const options = { storage: browser.storage, locks: browser.locks.openTab() };
    // As React's strict mode does: mounted, unmounted, mounted again.
    const first = createWebStore(options);
    const loading = first.load();
    first.close?.();
    const second = createWebStore(options);
    await Promise.all([loading, second.load()]);
    second.save({ inbox: 'kept' });
    expect([...browser.storage.items.keys()]).toEqual(['of another library', 'serverless-chat:0:inbox']);
  });

  test('lets go of what it opens after its client was closed', async () => {
    const browser = openBrowser();
    const options = { storage: browser.storage, locks: browser.locks.openTab() };
    const store = createWebStore(options);
    const loading = store.load();
    store.close?.();
    await loading;
    store.save({ inbox: 'too late' });
    const next = createWebStore(options);
    await next.load();
    next.save({ inbox: 'kept' });
    expect([...browser.storage.items.keys()]).toEqual(['of another library', 'serverless-chat:0:inbox']);
  });

  test('takes over what closed tabs have yet to send, behind what is its own, and leaves their cursors for the next tab', async () => {
    const browser = openBrowser();
    const tabs = [openTab(browser), openTab(browser), openTab(browser)];
    for (const [index, { store }] of tabs.entries()) {
      await store.load();
      store.save({
        inbox: `of ${index}`,
        'out.000000000007': `${index} first`,
        'out.000000000010': `${index} then`,
      });
    }
    tabs[0]?.close();
    tabs[2]?.close();
    expect(await openTab(browser).store.load()).toEqual({
      inbox: 'of 0',
      'out.000000000007': '0 first',
      'out.000000000010': '0 then',
      'out.000000000011': '2 first',
      'out.000000000012': '2 then',
    });
    // That of the tab which is still open stays its own.
    expect([...browser.storage.items.keys()].filter((name) => !name.startsWith('chat:0:'))).toEqual([
      'of another library',
      'chat:1:inbox',
      'chat:1:out.000000000007',
      'chat:1:out.000000000010',
      'chat:2:inbox',
    ]);
  });

  test('has one place where there are no locks', async () => {
    // From Node 24 on there are some.
    const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true });
    try {
      const storage = createFakeStorage();
      const store = createWebStore({ storage });
      await store.load();
      store.save({ a: '1' });
      expect(await createWebStore({ storage }).load()).toEqual({ a: '1' });
    } finally {
      if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
      else Reflect.deleteProperty(globalThis, 'navigator');
    }
  });

  test('is told of the first of several saves that fail', async () => {
    const { storage, locks } = openBrowser();
    const store = createWebStore({ storage, locks: locks.openTab() });
    await store.load();
    storage.failWith = 'QuotaExceededError';
    expect(() => store.save({ a: '1' })).toThrow(
      'A reload will forget some of the chat: Error: QuotaExceededError',
    );
    expect(() => store.save({ a: '2' })).not.toThrow();
    storage.failWith = undefined;
    store.save({ a: '3' });
    storage.failWith = 'QuotaExceededError';
    expect(() => store.save({ a: '4' })).toThrow('QuotaExceededError');
  });
});

describe('two tabs of one user', () => {
  test('send each message once, also what one of them had not sent when it was closed', async () => {
    const browser = openBrowser();
    const [one, two] = [openTab(browser), openTab(browser)];
    const under = startClient({ store: one.store });
    const { chat, timers } = under;
    const other = startClient({ store: two.store }, { chat, timers });
    for (const { goLive } of [under, other]) {
      for (let turns = 0; turns < 10; turns++) await turn();
      await goLive();
    }
    void under.client.whisper('user2', 'from one');
    void other.client.whisper('user2', 'from two');
    await timers.advance(1_000);
    chat.intercept = ({ content }) => content === 'unsent';
    void other.client.whisper('user2', 'unsent');
    await timers.advance(1_000);
    two.close();
    one.close();
    chat.intercept = () => false;
    const next = startClient({ store: openTab(browser).store }, { chat, timers });
    for (let turns = 0; turns < 20; turns++) await turn();
    await next.goLive();
    await timers.advance(1_000);
    expect(chat.done.map((command) => command.content)).toEqual(['from one', 'from two', 'unsent']);
  });
});

describe('a store where nothing can be kept', () => {
  const { localStorage, navigator } = globalThis as { localStorage?: unknown; navigator?: unknown };
  const define = (name: string, get: () => unknown) =>
    Object.defineProperty(globalThis, name, { configurable: true, get });
  afterEach(() => {
    define('localStorage', () => localStorage);
    define('navigator', () => navigator);
  });

  test.each<[string, () => unknown, string]>([
    [
      'is blocked, as in a sandboxed frame',
      () => {
        throw new Error('SecurityError: Access is denied for this document');
      },
      'A reload will forget the chat: Error: SecurityError: Access is denied for this document',
    ],
    [
      'is an empty object, as in Node without a file',
      () => ({}),
      'A reload will forget the chat: there is no storage here',
    ],
    ['is missing', () => undefined, 'A reload will forget the chat: there is no storage here'],
  ])('because localStorage %s, tells the client, which goes on in memory', async (_, get, message) => {
    define('navigator', () => ({ locks: createFakeLocks().openTab() }));
    define('localStorage', get);
    const { client, timers, errors, goLive } = startClient({
      store: createWebStore(),
      token: () => tokenFor('user1', 2 ** 42),
    });
    await turn();
    await goLive();
    const sending = client.lobby('Hi');
    await timers.advance(100);
    await expect(sending).resolves.toHaveProperty('id');
    expect(errors.map((error) => (error as Error).message)).toEqual([message]);
  });
});
