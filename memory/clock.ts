import type { Clock } from '../chat/ports/runtime.ts';

export interface VirtualClock extends Clock {
  /** Moves time on; whoever's sleep ends meanwhile wakes, in order. */
  advance(milliseconds: number): void;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** An afternoon in 2026, for ids and expiries that look real. */
export const VIRTUAL_START = Date.UTC(2026, 10, 22, 12);

/**
 * A clock on which no time passes by itself. When everybody who could do something is asleep, it jumps to the
 * next one's waking, so that code under test that waits is done at once.
 */
export function createVirtualClock(start = VIRTUAL_START): VirtualClock {
  let time = start;
  let sleepers: Sleeper[] = [];
  let isJumping = false;

  function moveTo(target: number): void {
    const due = sleepers.filter(({ wakesAt }) => wakesAt <= target);
    sleepers = sleepers.filter(({ wakesAt }) => wakesAt > target);
    for (const { wakesAt, wake } of due.sort((one, other) => one.wakesAt - other.wakesAt)) {
      time = Math.max(time, wakesAt);
      wake();
    }
    time = Math.max(time, target);
  }

  function jumpWhenIdle(): void {
    if (isJumping) return;
    isJumping = true;
    // Behind all microtasks, so that what is merely between two awaits isn't taken for asleep.
    setImmediate(() => {
      isJumping = false;
      if (sleepers.length === 0) return;
      moveTo(Math.min(...sleepers.map(({ wakesAt }) => wakesAt)));
      jumpWhenIdle();
    });
  }

  return {
    now: () => time,
    advance: (milliseconds) => moveTo(time + milliseconds),
    sleep(milliseconds) {
      return new Promise((wake) => {
        sleepers.push({ wakesAt: time + milliseconds, wake });
        jumpWhenIdle();
      });
    },
  };
}
