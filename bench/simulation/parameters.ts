import { QUOTA_SHARE, RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';
import { CLOSE_WITHIN_MS } from '../../chat/posting/close-with-retry.ts';
import {
  CHUNK_WITHIN_MS,
  DELIVER_WITHIN_MS,
  DELIVERY_DEADLINE_MS,
  SEND_CHUNKS_UNTIL_MS,
} from '../../chat/posting/deadlines.ts';

import { POSTS_AT_ONCE } from '../../chat/posting/reach.ts';

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
  readonly callsPerSecond: number;
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
  readonly recipientsPerFunction: number;
  readonly postsAtOnce: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** For the message's own function, and for one that work was fanned out to. */
  readonly ownWithinMs: number;
  readonly chunkWithinMs: number;
  /** How long a connection that could not be reached is tried to be closed. */
  readonly closeWithinMs: number;
  /** After the message's id nothing is posted. */
  readonly deadlineMs: number;
  readonly maximumAgeMs: number;
  /** Rows in a page of an audience: 1 MB of them. */
  readonly rowsPerPage: number;
  /** What becomes of recipients that a function's time was too short for: attempts to close them, or a new chunk. */
  readonly unreached: 'close' | 'fan-out';
  /** Whether a post that waits after a 429 keeps its place among those at once. */
  readonly throttledKeepPlace: boolean;
  /** How many recipients a second the message's function fans out. */
  readonly fannedOutPerSecond: number;
  /** As many are fanned out at once before that. */
  readonly fannedOutAtOnce: number;
  /** From then on after the message the rest is fanned out at once. */
  readonly fanOutUntilMs: number;
}

/** The message's function ends after this, though API Gateway waits for 29 s only (`lib/functions.ts`). */
export const MESSAGE_LIMIT_MS = 120_000;

export const QUOTAS: Quotas = { callsPerSecond: 10_000, callsBucket: 5_000, concurrency: 1_000 };

/** As in `bench/model`: what a call takes inside a region, roughly. The cold start is this project's, measured. */
export const LATENCIES: Latencies = { databaseMs: 5, postMs: 10, invokeMs: 15, coldStartMs: 400 };

export const DELIVERY: Delivery = {
  recipientsPerFunction: RECIPIENTS_PER_FUNCTION,
  postsAtOnce: POSTS_AT_ONCE,
  firstPauseMs: 50,
  longestPauseMs: 2_000,
  ownWithinMs: DELIVER_WITHIN_MS,
  chunkWithinMs: CHUNK_WITHIN_MS,
  closeWithinMs: CLOSE_WITHIN_MS,
  deadlineMs: DELIVERY_DEADLINE_MS,
  maximumAgeMs: 60_000,
  rowsPerPage: 9_000,
  unreached: 'close',
  throttledKeepPlace: false,
  fannedOutPerSecond: QUOTAS.callsPerSecond * QUOTA_SHARE,
  fannedOutAtOnce: QUOTAS.callsBucket * QUOTA_SHARE,
  fanOutUntilMs: SEND_CHUNKS_UNTIL_MS,
};
