import { describe, expect, test } from '@jest/globals';
import { createSteadyTime } from '../../lambdas/steady-time.ts';

/** Two clocks that a test moves; the steady one began at some time of its own. */
function createClocks() {
  const clocks = { wall: 1_792_000_000_000, steady: 123.25 };
  const time = createSteadyTime(
    () => Math.floor(clocks.wall),
    () => clocks.steady,
  );
  return {
    time,
    pass(milliseconds: number) {
      clocks.wall += milliseconds;
      clocks.steady += milliseconds;
    },
    clocks,
  };
}

describe('the time at which a function sees an event', () => {
  test('has fractions of milliseconds, by which frames of one millisecond keep their order', () => {
    const { time, pass } = createClocks();
    const first = time();
    pass(0.25);
    expect(time() - first).toBeCloseTo(0.25, 3);
  });

  test('is right after a freeze in which the steady clock stood still', () => {
    const { time, clocks } = createClocks();
    time();
    clocks.wall += 600_000;
    expect(time()).toBe(clocks.wall);
  });

  test('follows a wall clock that is set, either way', () => {
    const { time, clocks } = createClocks();
    for (const change of [3_600_000, -7_200_000]) {
      clocks.wall += change;
      expect(time()).toBe(clocks.wall);
    }
  });

  test('isn’t shaken by a wall clock that is nudged: what comes later is later', () => {
    const { time, pass, clocks } = createClocks();
    const first = time();
    clocks.wall -= 20;
    pass(1);
    expect(time()).toBeGreaterThan(first);
  });
});
