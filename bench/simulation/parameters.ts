import { CLOSE_WITHIN_MS } from '../../chat/delivery/close-surely.ts';
import {
  DELIVER_WITHIN_MS,
  DELIVERY_DEADLINE_MS,
  HAND_ON_UNTIL_MS,
  HANDED_ON_WITHIN_MS,
} from '../../chat/delivery/deadlines.ts';
import { QUOTA_SHARE, RECIPIENTS_A_FUNCTION } from '../../chat/delivery/deliver.ts';

import { POSTS_AT_ONCE } from '../../chat/delivery/reach.ts';

/** All that the simulation assumes; milliseconds unless a name says otherwise. */
export interface Parameters {
  readonly quotas: Quotas;
  readonly latencies: Latencies;
  readonly cpu: Cpu;
  readonly delivery: Delivery;
}

/** Of the account. */
export interface Quotas {
  /** API Gateway's calls a second, frames and posts together, and the bucket behind them. */
  readonly callsASecond: number;
  readonly callsBucket: number;
  /** Functions running at once. */
  readonly concurrency: number;
}

export interface Latencies {
  /** A call of DynamoDB; also a page of an audience, its reading aside. */
  readonly databaseMs: number;
  readonly postMs: number;
  /** Until a synchronous invocation starts, or an asynchronous one has been accepted, or has been taken from the queue. */
  readonly invokeMs: number;
  /** An environment that has to be made first. */
  readonly coldStartMs: number;
}

/** Milliseconds of one whole core. */
export interface Cpu {
  readonly post: number;
  /** Reading a row of an audience. */
  readonly row: number;
  /** Handing one chunk on. */
  readonly chunk: number;
  /** The share of a core that 1,024 MB come with. */
  readonly coreShare: number;
}

/** The design's own numbers (`chat/delivery/`, `lib/functions.ts`). */
export interface Delivery {
  readonly recipientsAFunction: number;
  readonly postsAtOnce: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** For the message's own function, and for one that work was handed on to. */
  readonly ownWithinMs: number;
  readonly handedOnWithinMs: number;
  /** How long a connection that could not be reached is tried to be closed. */
  readonly closeWithinMs: number;
  /** After the message's id nothing is posted. */
  readonly deadlineMs: number;
  readonly maximumAgeMs: number;
  /** Rows in a page of an audience: 1 MB of them. */
  readonly rowsAPage: number;
  /** What becomes of recipients that a function's time was too short for: attempts to close them, or a new chunk. */
  readonly unreached: 'close' | 'hand-on';
  /** Whether a post that waits after a 429 keeps its place among those at once. */
  readonly throttledKeepPlace: boolean;
  /** How many recipients a second the message's function hands on. */
  readonly handsOnASecond: number;
  /** As many are handed on at once before that. */
  readonly handsOnAtOnce: number;
  /** From then on after the message the rest is handed on at once. */
  readonly handsOnUntilMs: number;
}

/** The message's function ends after this, though API Gateway waits for 29 s only (`lib/functions.ts`). */
export const MESSAGE_LIMIT_MS = 120_000;

export const QUOTAS: Quotas = { callsASecond: 10_000, callsBucket: 5_000, concurrency: 1_000 };

/** As in `bench/model`: what a call takes inside a region, roughly. The cold start is this project's, measured. */
export const LATENCIES: Latencies = { databaseMs: 5, postMs: 10, invokeMs: 15, coldStartMs: 400 };

export const DELIVERY: Delivery = {
  recipientsAFunction: RECIPIENTS_A_FUNCTION,
  postsAtOnce: POSTS_AT_ONCE,
  firstPauseMs: 50,
  longestPauseMs: 2_000,
  ownWithinMs: DELIVER_WITHIN_MS,
  handedOnWithinMs: HANDED_ON_WITHIN_MS,
  closeWithinMs: CLOSE_WITHIN_MS,
  deadlineMs: DELIVERY_DEADLINE_MS,
  maximumAgeMs: 60_000,
  rowsAPage: 9_000,
  unreached: 'close',
  throttledKeepPlace: false,
  handsOnASecond: QUOTAS.callsASecond * QUOTA_SHARE,
  handsOnAtOnce: QUOTAS.callsBucket * QUOTA_SHARE,
  handsOnUntilMs: HAND_ON_UNTIL_MS,
};
