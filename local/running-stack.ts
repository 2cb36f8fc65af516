import type { PassedOver } from './assembly/resolve/resolve-stack.ts';
import type { Calls } from './faults/calls.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { GatewayLimits } from './gateway/limits.ts';
import type { Log } from './log.ts';

export interface StartOptions {
  /** The cloud assembly's directory, usually `cdk.out`. */
  readonly assembly: string;
  /** The stack's name; needed only when the assembly holds several that don't belong together. */
  readonly stack?: string;
  /** Whether to leave out what a local run doesn't support, and go on. Default: it doesn't start. */
  readonly runsWhatCan?: boolean;
  /** Default: 0, which picks a free one. */
  readonly port?: number;
  /** Where the database and the issuer's key are kept; absent: in memory. */
  readonly dataDirectory?: string;
  /** Another DynamoDB than the embedded one, for example DynamoDB Local. */
  readonly dynamodbEndpoint?: string;
  /** Goes before every table's name, so that runs can share one DynamoDB. */
  readonly tableNamePrefix?: string;
  readonly limits?: Partial<GatewayLimits>;
  /** The most environments of one function. Default: 10, and 100 while those only wait. */
  readonly maxConcurrency?: number;
  /** Milliseconds before the first and the second retry of an asynchronous invocation. Default: as on AWS. */
  readonly retryDelaysMs?: readonly number[];
  /** Milliseconds between two runs of every schedule. Default: as the stack's rules say. */
  readonly scheduleEveryMs?: number;
  /** Whether to load every function once at the start, so that the first event doesn't wait. Default: no. */
  readonly prewarm?: boolean;
  /** How slow and faulty the services behind the functions are. Default: as fast and sound as they are here. */
  readonly faults?: FaultPlan;
  /** Whether to count calls, by function too, without a plan as well. Default: no. */
  readonly recordCalls?: boolean;
  /** Default: nothing is shown. */
  readonly onLog?: Log;
}

export interface RunningStack {
  readonly port: number;
  /** `http://127.0.0.1:{port}`. */
  readonly url: string;
  /** The first output that is a `ws:` URL served here, else the stage's URL. */
  readonly webSocketUrl: string;
  /** `http://127.0.0.1:{port}/`, if the first distribution has a file to show there. */
  readonly pageUrl?: string;
  /** The stack's outputs with local addresses, in the order of the template. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly dynamodbEndpoint: string;
  /** Each table's name, by its logical id; of another stack than the API's with that one's name before it. */
  readonly tableNames: Readonly<Record<string, string>>;
  /** As the Lambda API of this run knows them. */
  readonly functionNames: readonly string[];
  /** Whether the stack has a user pool, so that `token` works. */
  readonly hasUserPool: boolean;
  readonly passedOver: readonly PassedOver[];
  /** Sentences on what the stack does on AWS and doesn't here, for a person to see. */
  readonly ignored: readonly string[];
  /** What isn't supported and was left out, as `runsWhatCan` asks. */
  readonly leftOut: readonly string[];
  /** An access token of the stack's user pool, whoever the user is. `expiresIn`: seconds, default 3600. */
  token(username: string, options?: { readonly expiresIn?: number }): Promise<string>;
  /**
   * Another plan, or none, for every call from when it resolves. A run on another DynamoDB must have been
   * started with a plan ({} will do) or with `recordCalls`.
   *
   * @throws FaultPlanError, whose message names the part that is wrong; then the plan before goes on.
   */
  setFaults(plan: FaultPlan | undefined): Promise<void>;
  /** What was called while a plan or `recordCalls` was in force, in all; to be asked before `stop`. */
  calls(): Promise<Calls>;
  /**
   * Resolves, with an error that says what to do, when the run can't go on, and never otherwise. From then on every
   * request is answered 503; what is left is to stop.
   */
  readonly failed: Promise<Error>;
  /** Closes sockets with 1001, lets functions end, and closes the database. Takes some seconds at most. */
  stop(): Promise<void>;
}
