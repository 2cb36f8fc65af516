import type { TabLocks } from '../../client/storage/tab-lock.ts';
import type { StorageLike } from '../../client/storage/web-store.ts';

/** A browser's `localStorage`, which all of its tabs share. */
export interface FakeStorage extends StorageLike {
  readonly items: ReadonlyMap<string, string>;
  /** What each change fails with from now on; undefined for nothing. */
  failWith: string | undefined;
}

export function createFakeStorage(): FakeStorage {
  const items = new Map([['of another library', 'kept']]);
  const change = (apply: () => unknown) => {
    if (storage.failWith !== undefined) throw new Error(storage.failWith);
    apply();
  };
  const storage: FakeStorage = {
    items,
    failWith: undefined,
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => change(() => items.set(name, text)),
    removeItem: (name) => change(() => items.delete(name)),
  };
  return storage;
}

/** A browser's locks. */
export interface FakeLocks {
  /** Opens a tab: what it holds goes when it is closed. */
  openTab(): TabLocks & { close(): void };
}

export function createFakeLocks(): FakeLocks {
  const held = new Set<string>();
  return {
    openTab() {
      const own = new Set<string>();
      return {
        async request(name, _options, callback) {
          // A browser asks another process.
          await new Promise((resolve) => setImmediate(resolve));
          if (held.has(name)) return callback(null);
          held.add(name);
          own.add(name);
          await callback({ name });
          await new Promise((resolve) => setImmediate(resolve));
          if (own.delete(name)) held.delete(name);
        },
        close() {
          for (const name of own) held.delete(name);
          own.clear();
        },
      };
    },
  };
}
