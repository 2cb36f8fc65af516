import type { Timers } from '../../client/platform/timers.ts';

/** A clock that stands still until it is told otherwise. */
export interface FakeTimers extends Timers {
  /** Moves time on, timer by timer, and lets everything that waits for promises run in between. */
  advance(milliseconds: number): Promise<void>;
  /** Moves time on without anybody noticing, as while a laptop sleeps: timers are late. */
  sleep(milliseconds: number): void;
  /** How many timers are set. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** An afternoon in 2026. */
export const START = Date.UTC(2026, 10, 22, 12);

export function createFakeTimers(start = START): FakeTimers {
  let time = start;
  let handles = 0;
  const timers = new Map<number, Timer>();

  const nextDue = (until: number) => {
    const due = [...timers].filter(([, { at }]) => at <= until);
    return due.sort(([id, { at }], [otherId, other]) => at - other.at || id - otherId)[0];
  };

  return {
    now: () => time,
    setTimeout(callback, milliseconds) {
      timers.set(++handles, { at: time + milliseconds, callback });
      return handles;
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
    get pending() {
      return timers.size;
    },
    sleep(milliseconds) {
      time += milliseconds;
    },
    async advance(milliseconds) {
      const until = time + milliseconds;
      await settle();
      for (let due = nextDue(until); due; due = nextDue(until)) {
        const [id, { at, callback }] = due;
        timers.delete(id);
        time = Math.max(time, at);
        callback();
        await settle();
      }
      time = until;
    },
  };
}

/** Lets everything run that waits for nothing but promises. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
