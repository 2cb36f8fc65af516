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

/** What is not in the chat's own code, which runs here. */
export interface Delivery {
  /** Rows in a page of an audience: 1 MB of them. */
  readonly rowsPerPage: number;
  /** Whether the message's function knows of the account's quota, and keeps to it. */
  readonly isPaced: boolean;
}

/** The message's function ends after this, though API Gateway waits for 29 s only (`lib/functions.ts`). */
export const MESSAGE_LIMIT_MS = 120_000;
/** Of `deliver` and `expire`; and how old an event for `deliver` may become (`lib/functions.ts`). */
export const DELIVER_LIMIT_MS = 30_000;
export const MAXIMUM_AGE_MS = 60_000;

export const QUOTAS: Quotas = { callsPerSecond: 10_000, callsBucket: 5_000, concurrency: 1_000 };

/** As in `bench/model`: what a call takes inside a region, roughly. The cold start is this project's, measured. */
export const LATENCIES: Latencies = { databaseMs: 5, postMs: 10, invokeMs: 15, coldStartMs: 400 };

export const DELIVERY: Delivery = { rowsPerPage: 9_000, isPaced: true };
