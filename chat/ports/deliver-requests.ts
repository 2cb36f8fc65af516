import type { Protocol } from './connections/connections.ts';
import type { Recipient } from './connections/subscriptions.ts';

/** Asks that what waits for a user be handed over, now that a connection of theirs is about to open. */
export interface DrainRequest {
  readonly type: 'hand_over';
  readonly user: string;
  readonly connectionId: string;
  /** How many runs before this one, one behind the other, found nothing that could be handed over yet. */
  readonly vainRuns?: number;
  /** By what it stands undelivered. */
  readonly mark: string;
}

/** Asks that connections of a user be closed who has more than allowed. */
export interface LimitConnectionsRequest {
  readonly type: 'limit_connections';
  readonly user: string;
}

/** Asks that it be found out whether users are there, and that friends be told if that is news. */
export interface PresenceRequest {
  readonly type: 'presence';
  readonly users: readonly string[];
  /** Nobody noticed when their last connections went: perhaps long ago. */
  readonly isLate?: boolean | undefined;
}

/** Asks that what nobody delivered be looked for; a clock does, each minute. */
export interface SweepRequest {
  readonly type: 'sweep';
}

/** A part of a large audience: who gets which frame. */
export interface DeliveryChunk {
  readonly type: 'chunk';
  /** The event's id, whose time the delivery's deadline counts from. */
  readonly id: string;
  /** By what it stands undelivered, and until when nobody else posts it; epoch milliseconds. */
  readonly mark: string;
  readonly heldUntil: number;
  readonly frames: ChunkFrames;
  readonly recipients: readonly Recipient[];
  /** Those of them, by their connections' ids, that get frames without what these quote; absent where there are none. */
  readonly bare?: { readonly frames: ChunkFrames; readonly connectionIds: readonly string[] };
}

export type ChunkFrames = Readonly<Partial<Record<Protocol, string>>>;

/**
 * Work for another function of ours, asked for by asynchronous invocation. What isn't begun in time, or fails, goes
 * to the function `expire`, which closes the connections that it was for. What Lambda drops without a word, as it may, a sweep
 * finds undelivered.
 */
export interface DeliverRequests {
  send(request: DeliverRequest): Promise<void>;
}

export type DeliverRequest =
  | DrainRequest
  | LimitConnectionsRequest
  | PresenceRequest
  | SweepRequest
  | DeliveryChunk;
