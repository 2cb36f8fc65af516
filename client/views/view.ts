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
 * Tells a listener when a value that is made of others has become another.
 * @param look gives the value: the same until it changes
 * @param sources each calls back when that may be so, and returns what stops it
 * @returns stops listening
 */
export function follow<Value>(
  look: () => Value,
  sources: readonly ((lookAgain: () => void) => () => void)[],
  listener: () => void,
): () => void {
  let before = look();
  const lookAgain = () => {
    const now = look();
    if (now === before) return;
    before = now;
    listener();
  };
  const stops = sources.map((source) => source(lookAgain));
  return () => {
    for (const stop of stops) stop();
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
