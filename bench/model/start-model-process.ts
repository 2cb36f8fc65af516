import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Latencies, Model, ModelCall } from './model.ts';

/** A model in another process: the same questions, answered later. */
export type RemoteModel = Readonly<{ url: string; stop(): void }> & {
  readonly [Method in ModelCall['method']]: (
    ...parameters: Parameters<Model[Method]>
  ) => Promise<ReturnType<Model[Method]>>;
};

const ENTRY = fileURLToPath(new URL('model-process.ts', import.meta.url));

/** The latencies that everything is measured under, unless it says otherwise. */
const MODEL_LATENCIES: Latencies = { database: 5, post: 10, invocation: 15 };

export async function startModelProcess(latencies: Latencies = MODEL_LATENCIES): Promise<RemoteModel> {
  const child = fork(ENTRY, [JSON.stringify(latencies)], { execArgv: ['--import', 'tsx'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const ask = createAsk(child);
  return {
    url,
    stop: () => child.kill(),
    fill: (options) => ask('fill', options) as Promise<void>,
    begin: () => ask('begin') as Promise<void>,
    countWaiting: () => ask('countWaiting') as Promise<number>,
    isIdle: () => ask('isIdle') as Promise<boolean>,
    countCalls: () => ask('countCalls') as Promise<Record<string, number>>,
    report: (table) => ask('report', table) as Promise<ReturnType<Model['report']>>,
  };
}

function createAsk(child: ChildProcess) {
  const pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  child.on('message', ({ id, result }: { id: number; result: unknown }) => {
    pending.get(id)?.resolve(result);
    pending.delete(id);
  });
  child.on('exit', (code) => {
    for (const { reject } of pending.values()) reject(new Error(`The model ended with ${code}`));
  });
  return (method: ModelCall['method'], ...parameters: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = asked++;
      pending.set(id, { resolve, reject });
      child.send({ id, method, parameters } satisfies ModelCall, (error) => {
        if (error) reject(error);
      });
    });
}
