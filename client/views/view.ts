import { createEmitter } from '../emitter.ts';

/** Something to be shown that changes: an external store, as React calls it. */
export interface View<Value> {
  /** The same until it changes. */
  readonly value: Value;
  /** @returns stops listening */
  onChange(listener: () => void): () => void;
}

export interface WritableView<Value> extends View<Value> {
  set(value: Value): void;
}

/** @param report is told what a listener threw */
export function createView<Value>(first: Value, report: (error: unknown) => void): WritableView<Value> {
  const changes = createEmitter<{ change: undefined }>(report);
  let value = first;
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      changes.emit('change', undefined);
    },
    onChange: (listener) => changes.on('change', () => listener()),
  };
}

/**
 * A view of what is kept elsewhere. It follows that only while somebody listens, and otherwise looks when it is looked at:
 * then nothing holds it.
 * @param look what there is to be shown: the same until it changes
 * @param follow calls back when that may have happened. @returns stops
 */
export function createDerivedView<Value>(
  look: () => Value,
  follow: (changed: () => void) => () => void,
  report: (error: unknown) => void,
): View<Value> {
  const changes = createEmitter<{ change: undefined }>(report);
  const listeners = new Set<object>();
  let unfollow: () => void;
  return {
    get value() {
      return look();
    },
    onChange(listener) {
      if (listeners.size === 0) {
        let shown = look();
        unfollow = follow(() => {
          const before = shown;
          shown = look();
          if (shown !== before) changes.emit('change', undefined);
        });
      }
      const stop = changes.on('change', () => listener());
      listeners.add(stop);
      return () => {
        stop();
        if (listeners.delete(stop) && listeners.size === 0) unfollow();
      };
    },
  };
}

/**
 * What has been made for a key, or makes it: of each view a client has one.
 * @param made filled by this; of what is kept for a client, a WeakMap, so that it goes with the client
 */
export function getOrMake<Key, Made>(
  made: { get(key: Key): Made | undefined; set(key: Key, value: Made): unknown },
  key: Key,
  make: (key: Key) => Made,
): Made {
  const known = made.get(key) ?? make(key);
  made.set(key, known);
  return known;
}
