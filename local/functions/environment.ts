import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError, FunctionOutcome, Invocation } from './invocation.ts';

/** Lambda gives a function's initialization 10 s; more here, for a busy laptop starts many at once. */
const initializationMs = 30_000;

/** One execution environment: a worker thread with the function loaded, that runs one invocation at a time. */
export interface Environment {
  /** Resolves when invocations may come; rejects never. `false`: the environment is dead. */
  readonly ready: Promise<boolean>;
  /** Must not be called before `ready`, nor while another invocation runs. Never rejects. */
  run(invocation: Invocation): Promise<FunctionOutcome>;
  /** True until the thread has ended, for whatever reason. */
  isAlive(): boolean;
  /** Ends the thread at once. */
  end(): Promise<void>;
}

export interface EnvironmentOptions {
  readonly definition: FunctionDefinition;
  /** All that the function will find in `process.env`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where each host of AWS's is that this run stands in for, by name. */
  readonly hosts: StandIns;
  readonly log: Log;
  /** Hears of each other host that the function looks up, once. */
  readonly onElsewhere: (host: string) => void;
}

/** Servers of this machine, by the host name that they have on AWS. */
export type StandIns = Readonly<Record<string, { readonly host: string; readonly port: number }>>;

type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-failed'; readonly error: FunctionError }
  | { readonly kind: 'elsewhere'; readonly host: string }
  | { readonly kind: 'output'; readonly level: 'info' | 'error'; readonly text: string }
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: FunctionError };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { definition, variables, hosts, log, onElsewhere } = options;
  const wakeUps = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(new URL('./inside/environment-worker.mjs', import.meta.url), {
    name: definition.logicalId,
    env: { ...variables },
    // Not this process's options: under tsx they would load its hooks into every environment.
    execArgv: [],
    workerData: { codeDirectory: definition.codeDirectory, handler: definition.handler, hosts, wakeUps },
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
  });
  let alive = true;
  let death: FunctionOutcome | undefined;
  let settle: ((outcome: FunctionOutcome) => void) | undefined;

  let becomeReady: (isReady: boolean) => void;
  const ready = new Promise<boolean>((resolve) => {
    becomeReady = resolve;
  });
  const initialization = setTimeout(
    () => die(describeTimeout('Initialization', initializationMs)),
    initializationMs,
  ).unref();

  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'output':
        log({ source: definition.logicalId, level: message.level, text: message.text });
        break;
      case 'elsewhere':
        onElsewhere(message.host);
        break;
      case 'ready':
        clearTimeout(initialization);
        becomeReady(true);
        break;
      case 'init-failed':
        die({ kind: 'failed', ...message.error });
        break;
      case 'failed':
        settle?.({ kind: 'failed', ...message.error });
        break;
      default:
        settle?.(message);
    }
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    die({
      kind: 'failed',
      errorType: outOfMemory ? 'Runtime.OutOfMemory' : (error.name ?? 'Error'),
      errorMessage: error.message ?? String(error),
      ...(error.stack ? { stack: error.stack } : {}),
    });
  });
  worker.on('exit', (code) =>
    die({
      kind: 'failed',
      errorType: 'Runtime.ExitError',
      errorMessage: `Runtime exited with exit status ${code}`,
    }),
  );

  function die(outcome: FunctionOutcome): void {
    alive = false;
    death ??= outcome;
    clearTimeout(initialization);
    becomeReady(false);
    settle?.(death);
    void worker.terminate();
  }

  async function run({ requestId, event, qualifier, crashAfterCalls }: Invocation): Promise<FunctionOutcome> {
    if (death) {
      return death;
    }
    const { name: functionName, arn, versions, memoryMb, timeoutMs } = definition;
    const outcome = new Promise<FunctionOutcome>((resolve) => {
      settle = resolve;
    });
    const timeout = setTimeout(() => die(describeTimeout('Task', timeoutMs, requestId)), timeoutMs);
    worker.postMessage({
      requestId,
      event,
      crashAfterCalls,
      context: {
        functionName,
        functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
        functionVersion: versions.get(qualifier ?? '') ?? '$LATEST',
        memoryMb,
        timeoutMs,
      },
    });
    const counter = new Int32Array(wakeUps);
    Atomics.add(counter, 0, 1);
    Atomics.notify(counter, 0);
    const settled = await outcome;
    clearTimeout(timeout);
    settle = undefined;
    return settled;
  }

  return {
    ready,
    run,
    isAlive: () => alive,
    async end() {
      alive = false;
      clearTimeout(initialization);
      await worker.terminate();
    },
  };
}

function describeTimeout(what: string, afterMs: number, requestId?: string): FunctionOutcome {
  const prefix = requestId === undefined ? '' : `RequestId: ${requestId} Error: `;
  return {
    kind: 'failed',
    errorType: 'Sandbox.Timedout',
    errorMessage: `${prefix}${what} timed out after ${(afterMs / 1000).toFixed(2)} seconds`,
  };
}
