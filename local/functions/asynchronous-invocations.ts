import type { FunctionRuntime } from './function-runtime.ts';
import type { FunctionOutcome } from './invocation.ts';

/** Lambda's queue of events for functions that nobody waits for. */
export interface AsynchronousInvocations {
  /** Takes an event (JSON) for a function that exists; what becomes of it shows only in its effects. */
  enqueue(functionName: string, requestId: string, event: string): void;
  /** Waits until nothing is queued or running, `graceMs` at most; drops what would be tried again later. */
  drain(graceMs: number): Promise<void>;
}

export interface AsynchronousInvocationsOptions {
  readonly runtime: FunctionRuntime;
  /** Milliseconds before the first and the second retry. Default: 1 and 2 minutes, as on AWS. */
  readonly retryDelaysMs?: readonly number[];
  readonly now: () => number;
  readonly randomId: () => string;
}

interface Event {
  readonly functionName: string;
  readonly requestId: string;
  readonly event: string;
  readonly receivedAt: number;
  readonly attempts: number;
}

type GivenUp = 'RetriesExhausted' | 'EventAgeExceeded';

/** Source: Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation". */
export function createAsynchronousInvocations(
  options: AsynchronousInvocationsOptions,
): AsynchronousInvocations {
  const { runtime, now, randomId } = options;
  const retryDelaysMs = options.retryDelaysMs ?? [60_000, 120_000];
  const running = new Set<Promise<void>>();
  const retries = new Set<NodeJS.Timeout>();

  function start(event: Event): void {
    const done = attempt(event).finally(() => running.delete(done));
    running.add(done);
  }

  async function attempt(event: Event): Promise<void> {
    const config = runtime.definitions.get(event.functionName)?.asynchronous;
    if (!config) {
      return;
    }
    const expiresAt = event.receivedAt + config.maximumEventAgeMs;
    const { functionName, requestId } = event;
    const outcome = await runtime.invoke(functionName, { requestId, event: event.event, expiresAt });
    if (outcome.kind === 'returned') {
      return;
    }
    const tried = { ...event, attempts: event.attempts + (outcome.kind === 'expired' ? 0 : 1) };
    const delay = retryDelaysMs[tried.attempts - 1] ?? retryDelaysMs.at(-1) ?? 0;
    if (tried.attempts > config.maximumRetryAttempts) {
      giveUp(tried, outcome, 'RetriesExhausted');
    } else if (outcome.kind === 'expired' || now() + delay > expiresAt) {
      giveUp(tried, outcome, 'EventAgeExceeded');
    } else {
      const timer = setTimeout(() => {
        retries.delete(timer);
        start(tried);
      }, delay).unref();
      retries.add(timer);
    }
  }

  function giveUp(event: Event, outcome: FunctionOutcome, condition: GivenUp): void {
    const definition = runtime.definitions.get(event.functionName);
    const destination = definition?.asynchronous.onFailure;
    if (definition && destination !== undefined) {
      const record = describeFailure(event, outcome, condition, definition.arn, now());
      start({
        functionName: destination,
        requestId: randomId(),
        event: JSON.stringify(record),
        receivedAt: now(),
        attempts: 0,
      });
    }
  }

  return {
    enqueue: (functionName, requestId, event) =>
      start({ functionName, requestId, event, receivedAt: now(), attempts: 0 }),
    async drain(graceMs) {
      let timer: NodeJS.Timeout | undefined;
      let isOver = false;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          isOver = true;
          resolve();
        }, graceMs);
      });
      while (running.size > 0 && !isOver) {
        await Promise.race([Promise.all(running), grace]);
      }
      clearTimeout(timer);
      retries.forEach(clearTimeout);
    },
  };
}

/** The record that an on-failure destination gets. Source: the same guide, "Destinations". */
function describeFailure(
  event: Event,
  outcome: FunctionOutcome,
  condition: GivenUp,
  functionArn: string,
  time: number,
): unknown {
  return {
    version: '1.0',
    timestamp: new Date(time).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: event.attempts,
    },
    requestPayload: JSON.parse(event.event),
    ...(outcome.kind === 'failed'
      ? {
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          responsePayload: { errorMessage: outcome.errorMessage, errorType: outcome.errorType },
        }
      : {}),
  };
}
