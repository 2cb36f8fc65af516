import type { Faults } from './faults.ts';
import type { Rng } from './rng.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** What all parts of a run share: its time, its randomness, what goes wrong, and the trace of what happens. */
export interface Simulation {
  readonly scheduler: Scheduler;
  readonly rng: Rng;
  readonly faults: Faults;
  readonly trace: Trace;
}
