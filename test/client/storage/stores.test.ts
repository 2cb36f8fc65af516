import { expect, test } from '@jest/globals';
import { backoff } from '../../../client/platform/backoff.ts';
import { createMemoryStore, type StoredParts } from '../../../client/storage/store.ts';
import { startClient } from '../client-under-test.ts';

test('a store in memory gives back what was saved and not deleted', () => {
  const store = createMemoryStore();
  expect(store.load()).toEqual({});
  store.save({ a: '1', b: '2' });
  store.save({ a: null, b: '3', c: '' });
  expect(store.load()).toEqual({ b: '3', c: '' });
});

test('waits are anything up to a bound that doubles', () => {
  const limits = { firstMs: 500, mostMs: 30_000 };
  expect([0, 1, 6, 1_000].map((failures) => backoff(limits, failures, () => 0.5))).toEqual([
    250, 500, 15_000, 15_000,
  ]);
  expect(backoff(limits, 5, () => 0)).toBe(0);
});

test.each([undefined, null])(
  'a store that promises %j for everything is reported, and the client starts with nothing',
  async (nothing) => {
    const load = async () => nothing as unknown as StoredParts;
    const { client, timers, errors, goLive } = startClient({ store: { load, save() {} } });
    await goLive();
    expect(errors).toHaveLength(1);
    const sending = client.lobby('Hi');
    await timers.advance(100);
    await expect(sending).resolves.toHaveProperty('id');
  },
);
