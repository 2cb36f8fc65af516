/** A Lambda function as the local runtime needs it, read from a template by `local/assembly`. */
export interface FunctionDefinition {
  /** The physical name, which is unique in the stack. */
  readonly name: string;
  readonly arn: string;
  /** Its version by each qualifier that it has: versions and aliases. */
  readonly versions: ReadonlyMap<string, string>;
  /** For the log: what the template calls it. */
  readonly logicalId: string;
  /** The directory with the function's code, from which Node resolves what it imports. */
  readonly codeDirectory: string;
  /** For example `index.handler`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly region: string;
  /** The function's own variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** The most environments at once; absent when the template reserves no concurrency. */
  readonly reservedConcurrency?: number;
  readonly asynchronous: AsynchronousConfig;
}

/** A function before its code has been put where it runs: see stage-code.ts. */
export type StackFunction = Omit<FunctionDefinition, 'codeDirectory'> & { readonly code: FunctionCode };

/** A directory of the assembly's, or text from the template. */
export type FunctionCode = { readonly path: string } | { readonly inline: string };

/** How asynchronous invocations of a function are retried. Source: AWS::Lambda::EventInvokeConfig. */
export interface AsynchronousConfig {
  /** Milliseconds; AWS's default is six hours. */
  readonly maximumEventAgeMs: number;
  /** 0, 1 or 2. */
  readonly maximumRetryAttempts: number;
  /** The name of the function that gets the record of an event that was given up. */
  readonly onFailure?: string;
}
