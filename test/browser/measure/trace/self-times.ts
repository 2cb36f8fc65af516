/** An event of Chromium's trace. Times are microseconds. */
export interface TraceEvent {
  readonly name: string;
  /** `X` has a duration. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor. */
  readonly tdur?: number;
}

/**
 * The time of each event without that of the events within it.
 * @param events of one thread that have a duration, by their beginning, the outer before the inner
 * @returns microseconds, in the order of the events
 */
export function selfTimes(events: readonly TraceEvent[]): number[] {
  const times = events.map(({ dur = 0 }) => dur);
  const open: number[] = [];
  events.forEach(({ ts, dur = 0 }, index) => {
    while (open.length > 0 && endOf(events[open.at(-1) ?? 0]) <= ts) open.pop();
    const outer = open.at(-1);
    if (outer !== undefined) times[outer] = (times[outer] ?? 0) - dur;
    open.push(index);
  });
  return times;
}

const endOf = (event: TraceEvent | undefined) => (event ? event.ts + (event.dur ?? 0) : 0);
