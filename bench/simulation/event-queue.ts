/** Simulated time, which jumps from event to event. */
export interface EventQueue {
  /** Milliseconds since the start. */
  now(): number;
  /** Not before now. */
  at(time: number, event: () => void): void;
  /** Until nothing is left to happen. What an event sets off by promises happens before the next tick. */
  run(): Promise<void>;
}

/** Events within one tick happen in the order in which they were asked for. */
const TICKS_PER_MS = 4;

/** A calendar and no heap: with tens of millions of events the difference is minutes. */
export function createEventQueue(): EventQueue {
  const calendar: ((() => void)[] | undefined)[] = [];
  let tick = 0;
  return {
    now: () => tick / TICKS_PER_MS,
    at(time, event) {
      const due = Math.max(tick, Math.round(time * TICKS_PER_MS));
      const sheet = calendar[due];
      if (sheet) sheet.push(event);
      else {
        // No holes, which would turn the array into a dictionary.
        while (calendar.length < due) calendar.push(undefined);
        calendar[due] = [event];
      }
    },
    async run() {
      for (tick = 0; tick < calendar.length; tick++) {
        const sheet = calendar[tick];
        if (!sheet) continue;
        for (let index = 0; index < sheet.length; ) {
          while (index < sheet.length) sheet[index++]?.();
          // Promises that are settled go on, and may ask for more in this tick.
          await new Promise(setImmediate);
        }
        calendar[tick] = undefined;
      }
    },
  };
}
