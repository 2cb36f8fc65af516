import type { Clock } from '../../../local/faults/interpose.mjs';

/** A clock that stands until it is moved. */
export interface FakeClock extends Clock {
  /** Fires what is due by then, in the order in which it was set; each timer up to `earlyMs` too early. */
  moveTo(time: number): void;
  /** How many timers are set. */
  readonly waiting: number;
}

export function createFakeClock({ earlyMs = 0 } = {}): FakeClock {
  let time = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => time,
    setTimer(callback, ms) {
      timers.push({ at: time + ms - (ms > earlyMs ? earlyMs : 0), callback });
    },
    moveTo(end) {
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) {
          time = end;
          return;
        }
        timers = timers.filter((timer) => timer !== next);
        time = Math.max(time, next.at);
        next.callback();
      }
    },
    get waiting() {
      return timers.length;
    },
  };
}
