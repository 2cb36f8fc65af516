/**
 * How slow and how faulty the services behind the functions are. It's plain JSON, so that it can be a file.
 * Two runs with the same plan draw the same for the same order of calls.
 */
export interface FaultPlan {
  /** Default: 1. */
  readonly seed?: number;
  /** Each call of DynamoDB's API that a function makes. */
  readonly dynamodb?: ServicePlan<DynamoDbRule>;
  /** Each @connections call, whoever makes it. The frame goes out at the end of the latency. */
  readonly posts?: ServicePlan<PostRule>;
  /** Each call of Lambda's Invoke API. The function starts, or its event is accepted, at the end of the latency. */
  readonly invocations?: ServicePlan<InvocationRule>;
  /** Each invocation by the API, of authorizers too. The function starts at the end of the latency. */
  readonly routes?: ServicePlan<RouteRule>;
  /** $disconnect, which AWS promises only as a best effort: it never runs, or `forMs` late. */
  readonly disconnects?: DisconnectRule;
}

export interface ServicePlan<R> {
  /**
   * Milliseconds from a request's arrival until its answer, the local work included: 5 makes a call that
   * takes 3 ms here last 5, not 8. A failure comes as late. Default: 0.
   *
   * Never sooner; measured 0.4 to 1.5 ms later, and 2 on a busy machine, since Node's timers have whole
   * milliseconds. The embedded DynamoDB has one thread, which needs 0.2 to 3 ms for a call: beyond 300 to 5,000
   * calls a second they queue there, whatever the latency.
   */
  readonly latencyMs?: number;
  /** The first that matches a call, and whose draw hits, strikes it. */
  readonly rules?: readonly R[];
}

export interface Chance {
  /** Of the calls that the rule sees, from 0 to 1. Default: 1. */
  readonly share?: number;
  /** The most strikes; with `by: "connection"` for each connection. Default: no limit. */
  readonly times?: number;
}

/** The service is too busy: DynamoDB's 400, API Gateway's and Lambda's 429. */
export interface Throttle {
  readonly action: 'throttle';
}

/** The service fails. */
export interface Failure {
  readonly action: 'error';
  /** From 500 to 599. Default: 500. */
  readonly status?: number;
  /** True: the service has done what it was asked all the same. Default: false. */
  readonly applied?: boolean;
}

/** No answer for some time. */
export interface Hang {
  readonly action: 'hang';
  /** Milliseconds. */
  readonly forMs: number;
  /** After that time the socket is closed, or the call is answered as if nothing were. Default: `drop`. */
  readonly end?: 'drop' | 'answer';
  /** As an error's, when the socket is closed. */
  readonly applied?: boolean;
}

/** The socket is reset. */
export interface Reset {
  readonly action: 'reset';
  /** As an error's. */
  readonly applied?: boolean;
}

/** Kills the environment (`Runtime.ExitError`). */
export interface Crash {
  readonly action: 'crash';
  /**
   * Death comes when the so-manieth DynamoDB call of the invocation has been answered and before the function
   * learns of it; 0: before it starts. An invocation with fewer calls lives. Counts what goes through node:http,
   * as all of the SDK's calls do.
   */
  readonly afterCalls: number;
}

/** `Retry-After` for the client. */
export interface RetryAfter {
  readonly retryAfterSeconds?: number;
}

/** Which functions a rule is for, by name, logical id, or a part of one that no other has. Default: all. */
export interface ForFunctions {
  readonly functions?: readonly string[];
}

export type DynamoDbRule = Chance &
  ForFunctions & {
    /** For example `PutItem`. Default: all. */
    readonly operations?: readonly string[];
  } & (Throttle | Failure | Hang | Reset);

export type PostRule = Chance &
  ForFunctions & {
    /** `connection`: one draw decides for all calls to the same connection. Default: `call`. */
    readonly by?: 'call' | 'connection';
    /** Default: only `PostToConnection`. */
    readonly operations?: readonly ('PostToConnection' | 'GetConnection' | 'DeleteConnection')[];
  } & ((Throttle & RetryAfter) | Failure | Hang | Reset | { readonly action: 'gone' });

/** `functions` are those invoked. `twice` and `lose` are for asynchronous events; a crash draws for each attempt. */
export type InvocationRule = Chance &
  ForFunctions &
  ((Throttle & RetryAfter) | Failure | Hang | Reset | { readonly action: 'twice' | 'lose' } | Crash);

/** Other than a crash, nothing but what API Gateway sees: that Lambda refuses, fails, or takes long. */
export type RouteRule = Chance &
  ForFunctions & {
    /** Route keys, and `$authorizer`. Default: all. */
    readonly routes?: readonly string[];
  } & (Throttle | { readonly action: 'error' } | { readonly action: 'hang'; readonly forMs: number } | Crash);

export type DisconnectRule = Chance &
  ({ readonly action: 'lose' } | { readonly action: 'hang'; readonly forMs: number });
