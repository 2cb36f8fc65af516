/** One event for one function. */
export interface Invocation {
  readonly requestId: string;
  /** JSON, as on AWS: what a handler gets is a copy, and what JSON can't hold is lost. */
  readonly event: string;
  /** The version or the alias that is meant; absent: `$LATEST`. All run the same code. */
  readonly qualifier?: string;
  /** Milliseconds since the epoch after which the invocation isn't to start any more. */
  readonly expiresAt?: number;
  /** After so many answered DynamoDB calls the environment is to die, before the function learns of the last. */
  readonly crashAfterCalls?: number;
}

/** What a function's error payload tells. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack?: string;
}

/** What came of an invocation. `payload` is JSON. `expired`: it never started. */
export type FunctionOutcome =
  | { readonly kind: 'returned'; readonly payload: string }
  | ({ readonly kind: 'failed' } & FunctionError)
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Payload limits in bytes. Source: "Lambda quotas". */
export const maximumSyncPayload = 6 * 1024 * 1024;
export const maximumAsyncPayload = 1024 * 1024;
