import type { LambdaFigures } from './lambda.ts';

/** What became of one message. */
export interface MessageOutcome {
  readonly sentAt: number;
  /** API Gateway or Lambda had no room for its frame: the sender gets an error. */
  isRefused: boolean;
  reached: number;
  /** Closed, so that they reconnect and ask for it. */
  closed: number;
  /** Told nothing at all. */
  lost: number;
  lastReachedAt: number;
}

/** What became of all of them. */
export interface Outcome {
  readonly messages: readonly MessageOutcome[];
  readonly calls: number;
  readonly refusedCalls: number;
  /** Of the frames that others send while messages are under way, the share that is refused; at the worst second. */
  readonly othersRefused: number;
  readonly othersRefusedAtWorst: number;
  readonly lambda: LambdaFigures;
}
