import { expect, test } from '@jest/globals';
import type { Environment } from '../../../local/functions/environment.ts';
import { createFunctionPool } from '../../../local/functions/function-pool.ts';
import type { FunctionOutcome } from '../../../local/functions/invocation.ts';

interface Limits {
  readonly maximumEnvironments: number;
  readonly maximumWhenStalled?: number;
  readonly maximumQueued?: number;
  readonly surplusIdleMs?: number;
}

/**
 * A pool whose environments answer at once, but for `wait`, which they only answer when released. Its clock stands
 * unless a test moves it: on a busy machine an invocation may wait longer than the patience for no other's sake.
 */
function createPool(limits: Limits) {
  let environments = 0;
  let ended = 0;
  let onEnd = () => {};
  let clock = 0;
  const waiting: ((outcome: FunctionOutcome) => void)[] = [];
  const answer: FunctionOutcome = { kind: 'returned', payload: 'null' };
  const start = (): Environment => {
    environments++;
    return {
      ready: Promise.resolve(true),
      isAlive: () => true,
      run: ({ event }) =>
        event === 'wait' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(answer),
      end: async () => {
        ended++;
        onEnd();
      },
    };
  };
  const pool = createFunctionPool({ ...limits, patienceMs: 20, idleMs: 60_000, start, now: () => clock });
  return {
    invoke: (event: string) => pool.invoke({ requestId: '1', event }),
    environments: () => environments,
    /** Resolves when so many environments have ended. */
    untilEnded: (count: number) =>
      new Promise<void>((resolve) => {
        onEnd = () => ended >= count && resolve();
        onEnd();
      }),
    ended: () => ended,
    /** Makes all that waits seem to have waited for longer than the patience. */
    outwaitPatience() {
      clock += 21;
    },
    /** Lets so many answer, once they wait. */
    async release(count: number) {
      while (waiting.length < count) await new Promise(setImmediate);
      for (const answerOne of waiting.splice(0)) answerOne(answer);
    },
    async close() {
      for (const release of waiting) release(answer);
      await pool.close(0);
    },
  };
}

test('invocations that only wait hold up no other: more environments start than there are otherwise', async () => {
  const { invoke, environments, outwaitPatience, close } = createPool({
    maximumEnvironments: 2,
    maximumWhenStalled: 6,
  });
  const held = Array.from({ length: 5 }, () => invoke('wait'));
  const other = invoke('go');
  outwaitPatience();
  expect(await other).toMatchObject({ kind: 'returned' });
  expect(environments()).toBe(6);
  await close();
  await Promise.all(held);
});

test('a crowd of quick invocations starts no more environments than the first limit', async () => {
  const { invoke, environments, close } = createPool({ maximumEnvironments: 2, maximumWhenStalled: 6 });
  await Promise.all(Array.from({ length: 200 }, () => invoke('go')));
  expect(environments()).toBeLessThanOrEqual(2);
  await close();
});

test('a limit that is asked for is kept however long somebody waits', async () => {
  const { invoke, environments, outwaitPatience, close } = createPool({ maximumEnvironments: 1 });
  const held = [invoke('wait'), invoke('go')];
  outwaitPatience();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(environments()).toBe(1);
  await close();
  await Promise.all(held);
});

test('what finds the queue full is refused at once; what queues is still done', async () => {
  const { invoke, close } = createPool({ maximumEnvironments: 1, maximumQueued: 2 });
  const held = invoke('wait');
  // Its environment takes it out of the queue.
  await new Promise(setImmediate);
  const queued = [invoke('go'), invoke('go')];
  expect(await invoke('go')).toEqual({ kind: 'refused', reason: 'Rate Exceeded: too much waits already.' });
  await close();
  await Promise.all([held, ...queued]);
});

test('of the environments that a crowd has started only a few stay', async () => {
  const { invoke, release, environments, untilEnded, ended, close } = createPool({
    maximumEnvironments: 6,
    surplusIdleMs: 1,
  });
  const held = Array.from({ length: 6 }, () => invoke('wait'));
  await release(6);
  await Promise.all(held);
  expect(environments()).toBe(6);
  await untilEnded(4);
  // The two that are left are there for the next ones.
  await Promise.all([invoke('go'), invoke('go')]);
  expect([environments(), ended()]).toEqual([6, 4]);
  await close();
});
