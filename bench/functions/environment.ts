import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NEXT_PATH } from '../model/model.ts';

const ENTRY = fileURLToPath(new URL('environment.mjs', import.meta.url));

export interface EnvironmentOptions {
  /** The bundle. */
  readonly file: string;
  /** @default handler */
  readonly exportName?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The model that it takes asynchronous invocations from. */
  readonly takesFrom?: string;
}

/** When a handler ran, in milliseconds of `now`. */
export interface Invocation {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Why it failed. */
  readonly error?: string;
}

export interface Environment {
  /**
   * Runs the handler.
   * @param limitMs the function's time-out: Lambda ends the environment then
   * @returns undefined when it was ended
   */
  invoke(event: unknown, limitMs?: number): Promise<Invocation | undefined>;
  stop(): void;
}

/** API Gateway waits that long for a route's function; ours have it as their time-out. */
const ROUTE_LIMIT_MS = 29_000;

/** Starts an environment: a process with these variables alone, as warm as an import makes it. */
export async function startEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { file, exportName = 'handler', variables, takesFrom } = options;
  const next = takesFrom === undefined ? [] : [takesFrom + NEXT_PATH];
  const child = fork(ENTRY, [file, exportName, ...next], {
    env: { ...variables, NODE_ENV: 'production' },
    execArgv: [],
    // What functions log is their business; why one failed comes by message.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The environment of ${file} ended with ${code}`);
  });
  // While nobody waits for it, it is nobody's fault.
  died.catch(() => undefined);
  await Promise.race([once(child, 'message'), died]);
  // Nobody waits for an asynchronous invocation, so nobody else would tell why it failed.
  if (takesFrom !== undefined) {
    child.on(
      'message',
      (told: { readonly error?: string }) => told.error && console.error(`${file}: ${told.error}`),
    );
  }
  return {
    async invoke(event, limitMs = ROUTE_LIMIT_MS) {
      child.send(event as object);
      const limit = new AbortController();
      const timeOut = sleep(limitMs, undefined, { signal: limit.signal });
      try {
        const answer = await Promise.race([once(child, 'message'), died, timeOut]);
        if (answer === undefined) child.kill('SIGKILL');
        return answer?.[0] as Invocation | undefined;
      } finally {
        limit.abort();
        timeOut.catch(() => undefined);
      }
    },
    stop: () => child.kill('SIGKILL'),
  };
}
