import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';
import { createDynamoDbClient } from './dynamodb-client.ts';

/** A DynamoDB that runs in this process and ends with it. */
export interface EmbeddedDynamoDb {
  /** `http://127.0.0.1:{port}`. */
  readonly endpoint: string;
  /** Waits for what is being written, then closes the database. */
  close(): Promise<void>;
}

type FromWorker =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * @param directory Where the data is kept; absent: in memory.
 * @param log Hears of a database that fails while the stack runs.
 * @throws StartError when the data can't be opened.
 */
export async function startEmbeddedDynamoDb(directory?: string, log?: Log): Promise<EmbeddedDynamoDb> {
  if (directory !== undefined) {
    await mkdir(directory, { recursive: true });
  }
  const worker = new Worker(new URL('./embedded-dynamodb-worker.mjs', import.meta.url), {
    name: 'dynamodb',
    execArgv: [],
    workerData: { directory },
  });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const failed = new Promise<never>((_resolve, reject) => worker.once('error', reject));
  failed.catch((error: Error) =>
    log?.({ source: 'dynamodb', level: 'error', text: error.stack ?? error.message }),
  );
  try {
    const endpoint = await Promise.race([findEndpoint(worker), failed]);
    // dynalite opens its files only now, and ends when it can't.
    const call = createDynamoDbClient(endpoint, 'us-east-1', 'LOCAL', Date.now);
    await Promise.race([call('ListTables', {}), failed]);
    return {
      endpoint,
      async close() {
        worker.postMessage('close');
        await exited;
      },
    };
  } catch (error) {
    await worker.terminate();
    throw new StartError(
      `The database in ${directory ?? 'memory'} can't be opened (${(error as Error).message}). ` +
        'If no other program has it open, delete that directory to begin anew, or choose another with --data DIR.',
    );
  }
}

async function findEndpoint(worker: Worker): Promise<string> {
  const [message] = (await once(worker, 'message')) as [FromWorker];
  if (message.kind === 'failed') {
    throw new Error(message.message);
  }
  return `http://127.0.0.1:${message.port}`;
}
