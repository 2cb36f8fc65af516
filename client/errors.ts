import type { ErrorCode } from '../protocol/errors.ts';

/**
 * Why a request came to nothing without the server's saying so.
 *
 * - `timed_out`: no answer in time; a question may have to be asked again
 * - `given_up`: not acknowledged in time; it may have arrived all the same
 * - `queue_full`: too much is waiting already; nothing was sent
 * - `other_user`: it was left waiting by another user of the same store; nothing more is sent
 * - `refused`: the server has refused this client (see the state's reason)
 * - `closed`: the client was closed
 */
export type ClientErrorCode = 'timed_out' | 'given_up' | 'queue_full' | 'other_user' | 'refused' | 'closed';

/** What a request was answered, or why it wasn't. */
export class ChatRequestError extends Error {
  override readonly name = 'ChatRequestError';
  readonly code: ErrorCode | ClientErrorCode;
  /** Milliseconds after which it may work, where the server said so. */
  readonly retryAfterMs?: number;
  /** Whether the server said that the same may work later. */
  readonly isRetryable: boolean;

  constructor(
    code: ErrorCode | ClientErrorCode,
    message: string,
    options: { readonly isRetryable?: boolean; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** What ended a socket, and whether to open another. */
export interface Loss {
  readonly code: string;
  readonly reason: string;
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

/** The token provider failed, or took too long. */
export class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable';
}

/** Whether a fresh token is what a request lacks. */
export const lacksToken = (error: unknown): boolean =>
  error instanceof ChatRequestError && (error.code === 'not_authenticated' || error.code === 'token_expired');

/** Whether the server refused a token itself. */
export const isTokenRefused = (error: unknown): error is ChatRequestError =>
  error instanceof ChatRequestError && (error.code === 'invalid_token' || error.code === 'token_expired');

/** Whether the same request may work later, as it is. */
export const mayWorkLater = (error: unknown): error is ChatRequestError =>
  error instanceof ChatRequestError && (error.isRetryable || lacksToken(error));
