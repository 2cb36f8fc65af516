/**
 * What one function environment remembers between invocations to save a read. It may be stale or gone at any
 * time: whoever asks must be able to tell, or to do without.
 */
export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** @param capacity entries; past it, the one that came first is forgotten */
export function createCache<Value>(capacity = 10_000): Cache<Value> {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size > capacity) entries.delete(oldest);
    },
  };
}
