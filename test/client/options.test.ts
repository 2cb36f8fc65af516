import { afterEach, describe, expect, test } from '@jest/globals';
import type { ChatClientOptions } from '../../client/options/options.ts';
import { withDefaults } from '../../client/options/settings.ts';
import { createWebStore } from '../../client/storage/web-store.ts';
import { startClient } from './client-under-test.ts';

const settingsOf = (options: object) =>
  withDefaults({
    url: 'wss://chat.test/',
    token: () => '',
    openSocket: () => ({}) as never,
    ...options,
  } as ChatClientOptions);

describe('options', () => {
  test.each([
    [{ mostMs: 60_000 }, { firstMs: 500, mostMs: 60_000 }],
    [{ mostMs: 100 }, { firstMs: 100, mostMs: 100 }],
    [{ firstMs: 2_000 }, { firstMs: 2_000, mostMs: 30_000 }],
    [{ firstMs: 90_000 }, { firstMs: 90_000, mostMs: 90_000 }],
    [{ firstMs: undefined }, { firstMs: 500, mostMs: 30_000 }],
    [undefined, { firstMs: 500, mostMs: 30_000 }],
  ])('that are half given are completed: backoff %j', (backoff, complete) => {
    expect(settingsOf({ backoff }).backoff).toEqual(complete);
  });

  test.each<[object, RegExp]>([
    [{ heartbeatMs: Number.NaN }, /^heartbeatMs: must be a number from 1000 to \d+ \(it is NaN\)$/],
    [{ heartbeatMs: 0 }, /^heartbeatMs: /],
    [{ heartbeatMs: '240000' }, /^heartbeatMs: /],
    [{ answerTimeoutMs: -1 }, /^answerTimeoutMs: /],
    [{ wakeTimeoutMs: Number.POSITIVE_INFINITY }, /^wakeTimeoutMs: /],
    [{ giveUpAfterMs: 24 * 3_600_000 }, /^giveUpAfterMs: .* to 43200000 /],
    [{ giveUpUnsentAfterMs: Number.NaN }, /^giveUpUnsentAfterMs: /],
    [{ queueLimit: 0 }, /^queueLimit: /],
    [{ connectionMaxMs: 1_000 }, /^connectionMaxMs: /],
    [{ backoff: { firstMs: Number.NaN } }, /^backoff\.firstMs: /],
    [{ backoff: { firstMs: 0, mostMs: 0 } }, /^backoff\.firstMs: /],
    [{ backoff: { firstMs: 5_000, mostMs: 1_000 } }, /^backoff\.mostMs: must be a number from 5000 /],
    [{ url: 'wss://chat.test/#part' }, /^url: /],
    [{ token: 'a token' }, /^token: must be a function$/],
    [{ debug: true }, /^debug: must be a function$/],
  ])('that are nonsense are refused: %j', (options, message) => {
    expect(() => settingsOf(options)).toThrow(message);
  });

  test.each([
    { giveUpUnsentAfterMs: Number.POSITIVE_INFINITY },
    { offlineAfterMs: Number.POSITIVE_INFINITY },
    { offlineAfterMs: 0 },
    { heartbeatMs: undefined },
    { store: createWebStore() },
  ])('that make sense are taken: %j', (options) => {
    expect(() => settingsOf(options)).not.toThrow();
  });
});

describe('a client where there is no crypto, as in React Native', () => {
  const { crypto } = globalThis;
  afterEach(() => {
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true, writable: true });
  });

  test.each([
    ['none', undefined],
    ['one without a name for a request', { getRandomValues: crypto.getRandomValues.bind(crypto) }],
  ])('works with %s, each request under a name of its own', async (_, value) => {
    Object.defineProperty(globalThis, 'crypto', { value, configurable: true, writable: true });
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    const sent = Promise.all([client.lobby('a'), client.lobby('b')]);
    await timers.advance(100);
    await sent;
    const refs = chat.commands.map(({ ref }) => ref);
    expect(new Set(refs).size).toBe(refs.length);
    for (const ref of refs) expect(ref).toMatch(/^[0-9a-f]{32}$/);
  });

  test('rejects, and does not throw, where names cannot be made', async () => {
    const { client } = startClient({
      newRef: () => {
        throw new Error('out of names');
      },
    });
    await expect(client.lobby('a')).rejects.toThrow('out of names');
  });
});
