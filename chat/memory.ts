/**
 * What one function environment remembers between invocations to save a read. It may be stale or gone at any
 * time: whoever asks must be able to tell, or to do without.
 */
export interface Memory<Value> {
  recall(key: string): Value | undefined;
  remember(key: string, value: Value): void;
}

/** @param capacity entries; past it, the one that came first is forgotten */
export function createMemory<Value>(capacity = 10_000): Memory<Value> {
  const entries = new Map<string, Value>();
  return {
    recall: (key) => entries.get(key),
    remember(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size > capacity) entries.delete(oldest);
    },
  };
}
