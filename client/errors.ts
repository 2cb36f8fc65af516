import type { ErrorCode } from '../protocol/errors.ts';

/**
 * Why a request came to nothing without the server's saying so.
 *
 * - `timed_out`: no answer in time; a question may have to be asked again
 * - `given_up`: not acknowledged in time; it may have arrived all the same
 * - `not_sent`: there was no connection to send it on in time; it has not arrived
 * - `queue_full`: too much is waiting already; nothing was sent
 * - `other_user`: it was written or asked under another user's name, or nobody knows whose; nothing of it is sent any more
 * - `refused`: the server has refused this client, or nobody is signed in (see the state's reason)
 * - `closed`: the client was closed
 */
export type ClientErrorCode =
  | 'timed_out'
  | 'given_up'
  | 'not_sent'
  | 'queue_full'
  | 'other_user'
  | 'refused'
  | 'closed';

/** What a request was answered, or why it wasn't. */
export class ChatRequestError extends Error {
  override readonly name = 'ChatRequestError';
  readonly code: ErrorCode | ClientErrorCode;
  /** Milliseconds after which it may work, where the server said so. */
  readonly retryAfterMs: number | undefined;
  /** Whether the server said that the same may work later. */
  readonly isRetryable: boolean;

  constructor(
    code: ErrorCode | ClientErrorCode,
    message: string,
    { isRetryable = false, retryAfterMs }: { isRetryable?: boolean; retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.isRetryable = isRetryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Why there is no connection, or no better one. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Of the wire, or `token_unavailable`, `signed_out`, `socket_failed`, `socket_closed`, `no_answer`, … */
  readonly code: string;
  /** Milliseconds until the next attempt; undefined where that isn't known, or there is none until `connect()`. */
  readonly retryInMs: number | undefined;
  /** Milliseconds after which the server lets one in again, where it said so, as of a ban that ends. */
  readonly retryAfterMs: number | undefined;

  /** @internal @param loss what it came of; its `cause` is what was thrown, where something was */
  constructor({ code, reason, cause, afterMs }: Loss, retryInMs?: number) {
    super(reason, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryInMs = retryInMs;
    this.retryAfterMs = afterMs || undefined;
  }
}

/** What ended a socket, or kept one from opening, and whether to open another. */
export interface Loss {
  readonly code: string;
  readonly reason: string;
  readonly cause?: unknown;
  readonly reconnect: 'never' | 'at once' | 'later';
  /** Milliseconds to stay away at least, where the server said so. */
  readonly afterMs?: number;
}

/** A request's socket went; another one may answer it. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly loss: Loss;

  constructor(loss: Loss) {
    super(loss.reason);
    this.loss = loss;
  }
}

/** The socket is well, but this request was never answered. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** The token provider failed, took too long, or gave what is none. */
export class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable';
}

/** Nobody is signed in any more, says the token provider. */
export const SIGNED_OUT: Loss = {
  code: 'signed_out',
  reason: 'Nobody is signed in: token gave null',
  reconnect: 'never',
};

/** What an attempt failed at, and whether to try again. */
export function lossOfError(error: unknown): Loss {
  if (error instanceof ConnectionLost) return error.loss;
  if (error instanceof TokenUnavailable) {
    return { code: 'token_unavailable', reason: error.message, cause: error.cause, reconnect: 'later' };
  }
  if (!(error instanceof ChatRequestError)) {
    return { code: 'failed', reason: String(error), cause: error, reconnect: 'later' };
  }
  const { code, message: reason, retryAfterMs = 0 } = error;
  const reconnect = error.isRetryable || lacksToken(error) ? 'later' : 'never';
  return { code, reason, cause: error, reconnect, afterMs: retryAfterMs };
}

/** Whether a fresh token is what a request lacks. */
export const lacksToken = (error: unknown): boolean =>
  error instanceof ChatRequestError && (error.code === 'not_authenticated' || error.code === 'token_expired');

/** Whether the server refused a token itself, rather than being unable to check it, as when it can't reach the issuer. */
export const isTokenRefused = (error: unknown): error is ChatRequestError =>
  error instanceof ChatRequestError &&
  !error.isRetryable &&
  (error.code === 'invalid_token' || error.code === 'token_expired');

/** Whether the same request may work later, as it is. */
export const mayWorkLater = (error: unknown): error is ChatRequestError =>
  error instanceof ChatRequestError && (error.isRetryable || lacksToken(error));
