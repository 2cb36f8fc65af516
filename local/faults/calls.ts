/** What was called since the start, counted only while a plan or `recordCalls` was in force. */
export interface Calls {
  /** The functions' DynamoDB calls, by operation. */
  readonly dynamodb: Readonly<Record<string, number>>;
  /** @connections calls: POST, GET and DELETE. */
  readonly posts: number;
  readonly gets: number;
  readonly deletes: number;
  /** Calls of Lambda's Invoke API. */
  readonly invocations: number;
  /** Invocations by the API, authorizers included. */
  readonly routes: number;
  /** How often each rule of a plan struck, by its place in the plan, for example `posts.rules[0]`. */
  readonly struck: Readonly<Record<string, number>>;
  /**
   * Under `recordCalls`, what each function called: its name, the action as a policy names it, the resource
   * (a table, `table/index/name`, a function, or an @connections method), and how often.
   */
  readonly byFunction: Readonly<Record<string, CallsOfFunction>>;
}

export type CallsOfFunction = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The calls that this thread sees, as they are counted. */
export interface Tally {
  posts: number;
  gets: number;
  deletes: number;
  invocations: number;
  routes: number;
  struck: Record<string, number>;
  byFunction: Record<string, Record<string, Record<string, number>>>;
}

export function createTally(): Tally {
  return { posts: 0, gets: 0, deletes: 0, invocations: 0, routes: 0, struck: {}, byFunction: {} };
}
