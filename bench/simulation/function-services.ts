import type { EventQueue } from './event-queue.ts';
import type { Lambda } from './lambda.ts';
import type { Parameters } from './parameters.ts';
import type { Posting } from './posting.ts';

/** What a simulated function works with. */
export interface FunctionServices {
  readonly queue: EventQueue;
  readonly lambda: Lambda;
  readonly posting: Posting;
  readonly parameters: Parameters;
}
