/**
 * What the gateway needs to know of a WebSocket API, read from a template by `local/assembly`,
 * and the one thing it asks of the world behind it: to invoke a function.
 */

export interface WebSocketApi {
  readonly apiId: string;
  readonly region: string;
  readonly accountId: string;
  readonly stage: Stage;
  /** For example `$request.body.type`. */
  readonly routeSelectionExpression: string;
  /** By route key, `$connect`, `$disconnect` and `$default` among them. */
  readonly routes: ReadonlyMap<string, Route>;
}

export interface Stage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What holds for each route; absent means the account's quota. */
  readonly throttle?: Throttle;
  /** By route key, what holds for that route instead. */
  readonly routeThrottles?: ReadonlyMap<string, Throttle>;
}

/** Requests a second, and how many may come at once. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface Route {
  readonly routeKey: string;
  /** With a version or an alias behind a colon, if that is meant. */
  readonly functionName: string;
  /** What keeps it from being served, when what can be run is run without it: then every request fails. */
  readonly unserved?: string;
  /** Milliseconds; API Gateway's most, and default, is 29,000. */
  readonly integrationTimeoutMs: number;
  readonly authorizer?: Authorizer;
  /** True when the route has a route response, so that the function's body goes back to the caller. */
  readonly returnsResponse: boolean;
}

export interface Authorizer {
  /** As a route's. */
  readonly functionName: string;
  /** For example `route.request.header.Authorization`; empty means that the authorizer always runs. */
  readonly identitySources: readonly string[];
}

/** What came of a synchronous invocation: a payload, an error of the function's, or no invocation at all. */
export type InvokeOutcome =
  | { readonly kind: 'returned'; readonly payload: unknown }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Invokes a function by name and waits for its result. Never rejects.
 * @param expiresAt epoch milliseconds after which it isn't to begin any more
 */
export type InvokeFunction = (
  functionName: string,
  event: unknown,
  expiresAt: number,
) => Promise<InvokeOutcome>;
