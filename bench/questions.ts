import type { Question } from './question.ts';
import { coldStart } from './questions/cold-start.ts';
import { cost } from './questions/cost.ts';
import { faults } from './questions/faults.ts';
import { postCpu } from './questions/post-cpu.ts';
import { simulation } from './questions/simulation.ts';
import { timeToLast } from './questions/time-to-last.ts';

/** In the order of docs/performance.md. */
export const questions: readonly Question[] = [timeToLast, faults, postCpu, coldStart, cost, simulation];
