import { describe, expect, it } from '@jest/globals';
import { backoff } from '../../client/backoff.ts';
import type { StoredParts } from '../../client/store.ts';
import { type ChatStore, createMemoryStore, createWebStore, type StorageLike } from '../../client/store.ts';
import { startClient } from './client-under-test.ts';

function createStorage(): StorageLike & { readonly names: () => string[] } {
  const items = new Map([['of another library', 'kept']]);
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    names: () => [...items.keys()],
  };
}

const stores: [string, () => ChatStore][] = [
  ['in memory', createMemoryStore],
  ['over localStorage', () => createWebStore(createStorage(), 'user1')],
];

describe.each(stores)('a store %s', (_, createStore) => {
  it('gives back what was saved and not deleted', () => {
    const store = createStore();
    expect(store.load()).toEqual({});
    store.save({ a: '1', b: '2' });
    store.save({ a: null, b: '3', c: '' });
    expect(store.load()).toEqual({ b: '3', c: '' });
  });
});

it('a store over localStorage leaves the items of others alone', () => {
  const storage = createStorage();
  createWebStore(storage, 'user10').save({ a: 'theirs' });
  const store = createWebStore(storage, 'user1');
  store.save({ a: '1' });
  expect(store.load()).toEqual({ a: '1' });
  store.save({ a: null });
  expect(storage.names()).toEqual(['of another library', 'user10:a']);
});

it('waits are anything up to a bound that doubles', () => {
  const limits = { firstMs: 500, mostMs: 30_000 };
  expect([0, 1, 6, 1_000].map((failures) => backoff(limits, failures, () => 0.5))).toEqual([
    250, 500, 15_000, 15_000,
  ]);
  expect(backoff(limits, 5, () => 0)).toBe(0);
});

it.each([undefined, null])(
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
