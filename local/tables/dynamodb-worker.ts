import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DynamoDbTally, InterposedDatabase } from '../faults/interposed-database.ts';

/** A thread that serves DynamoDB's API. */
export interface DynamoDbWorker extends InterposedDatabase {
  /** `http://127.0.0.1:{port}`. */
  readonly endpoint: string;
  /** Rejects when the thread fails or ends without having been told to; resolves never. */
  readonly failed: Promise<never>;
  /** Waits for what is being written, then ends the thread. */
  close(): Promise<void>;
}

type FromWorker =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'interposed' }
  | { readonly kind: 'tally'; readonly tally: DynamoDbTally };

/**
 * @param fileName In this directory.
 * @throws Error when the thread can't listen.
 */
export async function startDynamoDbWorker(fileName: string, workerData: unknown): Promise<DynamoDbWorker> {
  const worker = new Worker(new URL(fileName, import.meta.url), {
    name: 'dynamodb',
    execArgv: [],
    workerData,
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let isClosing = false;
  const failed = new Promise<never>((_resolve, reject) => {
    worker.once('error', reject);
    worker.once(
      'exit',
      (code) => isClosing || reject(new Error(`Its thread ended with exit status ${code}.`)),
    );
  });
  const ended = Promise.race([
    failed,
    exited.then(() => {
      throw new Error('The database has ended.');
    }),
  ]);
  for (const end of [failed, ended]) {
    end.catch(() => {});
  }
  let asked: Promise<unknown> = Promise.resolve();

  /** One question after the other, so that each gets its own answer. */
  function ask(message: unknown): Promise<FromWorker> {
    const answer = asked.then(async () => {
      worker.postMessage(message);
      const [reply] = (await Promise.race([once(worker, 'message'), ended])) as [FromWorker];
      return reply;
    });
    asked = answer.catch(() => {});
    return answer;
  }

  try {
    const [first] = (await Promise.race([once(worker, 'message'), failed])) as [FromWorker];
    if (first.kind !== 'listening') {
      throw new Error(first.kind === 'failed' ? first.message : first.kind);
    }
    return {
      endpoint: `http://127.0.0.1:${first.port}`,
      failed,
      async interpose(settings) {
        await ask({ kind: 'interpose', settings });
      },
      async tally() {
        const reply = await ask({ kind: 'tally' });
        return reply.kind === 'tally' ? reply.tally : { operations: {}, struck: {}, byFunction: {} };
      },
      async close() {
        isClosing = true;
        worker.postMessage({ kind: 'close' });
        await exited;
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
