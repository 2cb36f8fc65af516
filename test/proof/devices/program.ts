import type { Timers } from '../../../client/index.ts';
import type { Scheduler } from '../simulation/scheduler.ts';

/** What runs on a device, from its start to its end: after that, nothing of it happens any more. */
export interface Program {
  readonly isOver: boolean;
  readonly timers: Timers;
  /** Has something happen in it: later, when the device sleeps; not at all, when it has ended. */
  run(happen: () => void): void;
  sleep(milliseconds: number): void;
  wake(): void;
  end(): void;
}

/**
 * @param options.skew by how much the device's clock is ahead, milliseconds
 * @param options.deafTo timers of exactly this length never fire
 */
export function createProgram(
  scheduler: Scheduler,
  { skew, deafTo }: { skew: number; deafTo?: number },
): Program {
  let isOver = false;
  let asleepUntil = 0;
  let due: (() => void)[] = [];

  const isAsleep = () => asleepUntil > scheduler.now();

  function run(happen: () => void): void {
    if (isOver) return;
    if (isAsleep()) due.push(happen);
    else happen();
  }

  /** What came due meanwhile happens at once, as when a laptop is opened; each as an event of its own. */
  function rouse(): void {
    if (isAsleep()) return;
    for (const happen of due) scheduler.after(0, () => run(happen));
    due = [];
  }

  return {
    get isOver() {
      return isOver;
    },
    timers: {
      now: () => scheduler.now() + skew,
      setTimeout(callback, milliseconds) {
        if (milliseconds === deafTo) return () => {};
        let isCancelled = false;
        const cancel = scheduler.after(milliseconds, () => run(() => isCancelled || callback()));
        return () => {
          isCancelled = true;
          cancel();
        };
      },
      clearTimeout: (handle) => (handle as () => void)(),
    },
    run,
    sleep(milliseconds) {
      asleepUntil = Math.max(asleepUntil, scheduler.now() + milliseconds);
      scheduler.at(asleepUntil, rouse);
    },
    wake() {
      asleepUntil = 0;
      rouse();
    },
    end() {
      isOver = true;
    },
  };
}
