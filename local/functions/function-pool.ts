import { availableParallelism } from 'node:os';
import type { Environment } from './environment.ts';
import type { FunctionOutcome, Invocation } from './invocation.ts';

/**
 * The environments of one function. One environment runs one invocation at a time; more start on demand up to
 * a limit, then invocations queue, in order. If all of them only wait, perhaps for a client that doesn't read, more
 * start, up to a second limit. What finds the queue full is refused, as Lambda refuses what comes when all are taken.
 */
export interface FunctionPool {
  /** Never rejects. */
  invoke(invocation: Invocation): Promise<FunctionOutcome>;
  /** Starts one environment ahead of the first invocation. */
  prewarm(): void;
  /** Refuses what is queued and new, gives what runs up to `graceMs`, then ends all environments. */
  close(graceMs: number): Promise<void>;
}

export interface FunctionPoolOptions {
  readonly maximumEnvironments: number;
  /** As many when an invocation has waited for `patienceMs`. Default: `maximumEnvironments`. */
  readonly maximumWhenStalled?: number;
  readonly patienceMs?: number;
  /** Most invocations that queue. Default: without end. */
  readonly maximumQueued?: number;
  /** Milliseconds after which an environment without work ends. */
  readonly idleMs: number;
  /** The same while there are more than a few: what a flood has started needn't stay. Default: `idleMs`. */
  readonly surplusIdleMs?: number;
  readonly start: () => Environment;
  readonly now: () => number;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly settle: (outcome: FunctionOutcome) => void;
  readonly since: number;
}

interface IdleEnvironment {
  readonly environment: Environment;
  timer?: NodeJS.Timeout;
}

/** Loading a bundle keeps a processor busy: more at once than there are would only slow down each other. */
const maximumStarting = Math.max(1, availableParallelism());

/** So many environments of a function stay for as long as they may. */
const fewEnvironments = 2;

/**
 * Written here and not taken from piscina 5.3: there a queued task is never run when the only worker dies
 * under the task before it (`minThreads: 0`), which is exactly what a time-out does.
 */
export function createFunctionPool({
  maximumEnvironments,
  maximumWhenStalled = maximumEnvironments,
  patienceMs = 250,
  maximumQueued = Number.POSITIVE_INFINITY,
  idleMs,
  surplusIdleMs = idleMs,
  start,
  now,
}: FunctionPoolOptions): FunctionPool {
  const queue: Waiting[] = [];
  const environments = new Set<Environment>();
  const running = new Set<Promise<void>>();
  /** The last one used comes last, and is used first: so the others become idle and end. */
  const idle: IdleEnvironment[] = [];
  let starting = 0;
  let closed = false;
  let stall: NodeJS.Timeout | undefined;

  /** How many environments there may be now: a processor is busy with the first ones, unless the queue stands. */
  function most(): number {
    const [first] = queue;
    return first && now() - first.since >= patienceMs ? maximumWhenStalled : maximumEnvironments;
  }

  /** Looks again when the first in the queue has waited long enough. */
  function watchQueue(): void {
    if (stall || environments.size >= maximumWhenStalled) return;
    stall = setTimeout(() => {
      stall = undefined;
      if (!closed) dispatch();
    }, patienceMs).unref();
  }

  function dispatch(): void {
    while (queue.length > 0) {
      const free = idle.pop();
      if (free) {
        clearTimeout(free.timer);
        work(free.environment);
      } else if (starting < Math.min(queue.length, maximumStarting) && environments.size < most()) {
        void startOne();
      } else {
        watchQueue();
        return;
      }
    }
  }

  async function startOne(): Promise<void> {
    const environment = start();
    environments.add(environment);
    starting += 1;
    const isReady = await environment.ready;
    starting -= 1;
    if (isReady) {
      makeAvailable(environment);
    } else {
      // The first in the queue learns why; the next one tries again, as each invocation does on AWS.
      work(environment);
    }
    dispatch();
  }

  /** Takes the next invocation of the queue, if there is one, into the environment. */
  function work(environment: Environment): void {
    const next = takeNext();
    if (!next) {
      makeAvailable(environment);
      return;
    }
    const done = environment.run(next.invocation).then((outcome) => {
      running.delete(done);
      next.settle(outcome);
      makeAvailable(environment);
      dispatch();
    });
    running.add(done);
  }

  function takeNext(): Waiting | undefined {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (next.invocation.expiresAt === undefined || now() <= next.invocation.expiresAt) {
        return next;
      }
      next.settle({ kind: 'expired' });
    }
    return undefined;
  }

  function makeAvailable(environment: Environment): void {
    if (!environment.isAlive()) {
      environments.delete(environment);
      return;
    }
    const one: IdleEnvironment = { environment };
    one.timer = setTimeout(() => endSurplus(one), surplusIdleMs).unref();
    idle.push(one);
  }

  /** Looks again when only a few are left: had each been given the short time, none would be. */
  function endSurplus(one: IdleEnvironment): void {
    if (environments.size > fewEnvironments) {
      end(one);
    } else {
      one.timer = setTimeout(() => end(one), Math.max(0, idleMs - surplusIdleMs)).unref();
    }
  }

  function end(one: IdleEnvironment): void {
    idle.splice(idle.indexOf(one), 1);
    environments.delete(one.environment);
    void one.environment.end();
  }

  return {
    invoke(invocation) {
      if (closed) {
        return Promise.resolve({ kind: 'refused', reason: 'The local run is stopping.' });
      }
      if (queue.length >= maximumQueued) {
        return Promise.resolve({ kind: 'refused', reason: 'Rate Exceeded: too much waits already.' });
      }
      return new Promise((settle) => {
        queue.push({ invocation, settle, since: now() });
        dispatch();
      });
    },
    prewarm() {
      if (environments.size === 0 && maximumEnvironments > 0) {
        void startOne();
      }
    },
    async close(graceMs) {
      closed = true;
      clearTimeout(stall);
      for (const { settle } of queue.splice(0)) {
        settle({ kind: 'refused', reason: 'The local run is stopping.' });
      }
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(running), grace]);
      clearTimeout(timer);
      for (const one of idle) {
        clearTimeout(one.timer);
      }
      await Promise.all([...environments].map((environment) => environment.end()));
    },
  };
}
