import type { InvokeOutcome } from '../gateway/api.ts';
import type { Log } from '../log.ts';
import { type StandIns, startEnvironment } from './environment.ts';
import { listEnvironmentVariables, type ServiceEndpoints } from './environment-variables.ts';
import { describeUnreachableHost, explainFailure } from './explain-failure.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { createFunctionPool } from './function-pool.ts';
import { type FunctionOutcome, type Invocation, maximumSyncPayload } from './invocation.ts';

/** Runs a stack's functions. */
export interface FunctionRuntime {
  readonly definitions: ReadonlyMap<string, FunctionDefinition>;
  /** Never rejects: an unknown function, or an event over 6 MB, is `refused`. */
  invoke(functionName: string, invocation: Invocation): Promise<FunctionOutcome>;
  /** Starts an environment of each function named, or of all. */
  prewarm(functionNames?: readonly string[]): void;
  /** Lets what runs go on for up to `graceMs`, then ends every environment. */
  close(graceMs: number): Promise<void>;
}

export interface FunctionRuntimeOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly endpoints: ServiceEndpoints;
  /** Hosts of AWS's that functions reach on this machine. Default: none. */
  readonly hosts?: StandIns;
  /** Whether each function's access key id is its name, so that services know who calls. Default: no. */
  readonly signsWithName?: boolean;
  /** The most environments of one function, unless it reserves fewer. Default: 10, and 100 while those only wait. */
  readonly maximumEnvironments?: number;
  /** Milliseconds until an environment without work ends. Default: 5 minutes. */
  readonly idleMs?: number;
  readonly log: Log;
  readonly now: () => number;
}

const defaultMaximumEnvironments = 10;
/** While all of those only wait: Lambda's own limit is a thousand, and what waits takes memory alone. */
const defaultMaximumWhenStalled = 100;
/** Of one function: some seconds' work. More would only be late, and be begun when nobody waits for it any more. */
const maximumQueued = 2_000;
const defaultIdleMs = 5 * 60_000;
/** Of more than a few: the hundred that a flood may have started hold some gigabytes. */
const surplusIdleMs = 15_000;

export function createFunctionRuntime(options: FunctionRuntimeOptions): FunctionRuntime {
  const { endpoints, log, now } = options;
  const most = options.maximumEnvironments ?? defaultMaximumEnvironments;
  const mostWhenStalled = options.maximumEnvironments ?? defaultMaximumWhenStalled;
  const elsewhere = new Map<string, Set<string>>();
  const definitions = new Map(options.functions.map((definition) => [definition.name, definition]));
  const pools = new Map(
    options.functions.map((definition) => {
      const variables = listEnvironmentVariables(
        definition,
        endpoints,
        options.signsWithName ? definition.name : undefined,
      );
      const pool = createFunctionPool({
        maximumEnvironments: Math.min(most, definition.reservedConcurrency ?? most),
        maximumWhenStalled: Math.min(mostWhenStalled, definition.reservedConcurrency ?? mostWhenStalled),
        maximumQueued,
        idleMs: options.idleMs ?? defaultIdleMs,
        surplusIdleMs: Math.min(surplusIdleMs, options.idleMs ?? defaultIdleMs),
        start: () =>
          startEnvironment({
            definition,
            variables,
            hosts: options.hosts ?? {},
            log,
            onElsewhere: (host) => noteElsewhere(definition, host),
          }),
        now,
      });
      return [definition.name, pool];
    }),
  );

  function noteElsewhere({ name, logicalId }: FunctionDefinition, host: string): void {
    const hosts = elsewhere.get(name) ?? new Set();
    elsewhere.set(name, hosts);
    const explanation = hosts.has(host) ? undefined : describeUnreachableHost(host);
    hosts.add(host);
    if (explanation !== undefined) {
      log({ source: logicalId, level: 'error', text: explanation });
    }
  }

  return {
    definitions,
    async invoke(functionName, invocation) {
      const pool = pools.get(functionName);
      const definition = definitions.get(functionName);
      if (!pool || !definition) {
        return { kind: 'refused', reason: `Function not found: ${functionName}` };
      }
      if (definition.reservedConcurrency === 0) {
        return { kind: 'refused', reason: 'Rate Exceeded: the function reserves a concurrency of 0.' };
      }
      if (Buffer.byteLength(invocation.event) > maximumSyncPayload) {
        return { kind: 'refused', reason: `The event is larger than ${maximumSyncPayload} bytes.` };
      }
      const outcome = limitPayload(await pool.invoke(invocation));
      if (outcome.kind === 'failed') {
        const { errorType, errorMessage, stack } = outcome;
        // An authorizer that throws this one word has answered, and not failed (API Gateway makes it a 401).
        const level = errorMessage === 'Unauthorized' ? 'info' : 'error';
        const cause = explainFailure(outcome, definition, [...(elsewhere.get(functionName) ?? [])]);
        const text = [stack ?? `${errorType}: ${errorMessage}`, ...(cause === undefined ? [] : [cause])];
        log({ source: definition.logicalId, level, text: text.join('\n') });
      }
      return outcome;
    },
    prewarm(functionNames = [...pools.keys()]) {
      for (const name of functionNames) {
        pools.get(name)?.prewarm();
      }
    },
    async close(graceMs) {
      await Promise.all([...pools.values()].map((pool) => pool.close(graceMs)));
    },
  };
}

function limitPayload(outcome: FunctionOutcome): FunctionOutcome {
  if (outcome.kind !== 'returned' || Buffer.byteLength(outcome.payload) <= maximumSyncPayload) {
    return outcome;
  }
  return {
    kind: 'failed',
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maximumSyncPayload} bytes).`,
  };
}

/** What the gateway is told of an outcome. */
export function toInvokeOutcome(outcome: FunctionOutcome): InvokeOutcome {
  switch (outcome.kind) {
    case 'returned':
      return { kind: 'returned', payload: JSON.parse(outcome.payload) };
    case 'failed':
      return { kind: 'failed', errorType: outcome.errorType, errorMessage: outcome.errorMessage };
    case 'expired':
      return { kind: 'refused', reason: 'The invocation expired before it started.' };
    case 'refused':
      return outcome;
  }
}
