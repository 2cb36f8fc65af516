/** Longer than this no attempt takes: a post to a dead client that nobody noticed yet can hang for 30 s. */
export const POST_ATTEMPT_MS = 3_000;

/**
 * What came of one attempt to post or to close. `done`: it was. `gone`: no such connection (410). `transient`: worth
 * another attempt (throttled, 5xx, reset, timed out), after `retryAfterMs` if the service said so. `failed`: never will
 * work.
 */
export type PostOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'transient'; readonly retryAfterMs?: number; readonly cause: unknown }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** The management API of the sockets. Neither call rejects. */
export interface Posts {
  /** One attempt. */
  post(connectionId: string, frame: string): Promise<PostOutcome>;
  /** One attempt to close the socket. */
  close(connectionId: string): Promise<PostOutcome>;
}
