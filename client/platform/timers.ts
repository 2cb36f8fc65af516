/** The clock that a client lives by; a test passes one of its own. */
export interface Timers {
  /** Epoch milliseconds */
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (handle) => clearTimeout(handle as never),
};

/** A longer time-out fires at once, in browsers and in Node. */
export const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls back once.
 * @param milliseconds at most 24.8 days; more is cut to that
 * @returns cancels it; harmless when it is over
 */
export function startTimer(timers: Timers, milliseconds: number, callback: () => void): () => void {
  const handle = timers.setTimeout(callback, Math.min(Math.max(0, milliseconds), LONGEST_MS));
  return () => timers.clearTimeout(handle);
}

/** Timers by name: setting one again replaces it. */
export interface Alarms<Name extends string> {
  set(name: Name, milliseconds: number, callback: () => void): void;
  clear(name: Name): void;
  clearAll(): void;
}

export function createAlarms<Name extends string>(timers: Timers): Alarms<Name> {
  const cancels = new Map<Name, () => void>();
  const clear = (name: Name) => {
    cancels.get(name)?.();
    cancels.delete(name);
  };
  return {
    clear,
    clearAll: () => [...cancels.keys()].forEach(clear),
    set(name, milliseconds, callback) {
      clear(name);
      const cancel = startTimer(timers, milliseconds, () => {
        cancels.delete(name);
        callback();
      });
      cancels.set(name, cancel);
    },
  };
}
