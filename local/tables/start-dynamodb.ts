import { localCredentials } from '../functions/environment-variables.ts';
import { type DynamoDbWorker, startDynamoDbWorker } from './dynamodb-worker.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** Where a run's DynamoDB calls go. */
export interface DynamoDb {
  /** For the run itself, and for tests. */
  readonly endpoint: string;
  /** The thread that the functions' calls go through; absent when they go to another DynamoDB directly. */
  readonly worker?: DynamoDbWorker;
  /** Rejects, with a message that says what to do, when it has ended; resolves never. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

export interface StartDynamoDbOptions {
  /** Another DynamoDB than the embedded one. */
  readonly endpoint: string | undefined;
  /** Whether the calls to that other one go through a thread here, where a plan can strike them. */
  readonly isInterposed: boolean;
  /** Where the embedded one keeps its data; absent: in memory. */
  readonly directory: string | undefined;
}

/** @throws StartError when the data can't be opened. */
export async function startDynamoDb(options: StartDynamoDbOptions): Promise<DynamoDb> {
  const { endpoint, isInterposed, directory } = options;
  if (endpoint === undefined) {
    const worker = await startEmbeddedDynamoDb(directory);
    return { endpoint: worker.endpoint, worker, failed: worker.failed, close: worker.close };
  }
  if (!isInterposed) {
    return { endpoint, failed: new Promise(() => {}), async close() {} };
  }
  const { accessKeyId } = localCredentials;
  const worker = await startDynamoDbWorker('./forwarding-dynamodb-worker.mjs', { endpoint, accessKeyId });
  const failed = worker.failed.catch((cause: Error): never => {
    throw new Error(`What passes calls on to ${endpoint} has failed (${cause.message}): start again.`, {
      cause,
    });
  });
  failed.catch(() => {});
  return { endpoint, worker, failed, close: worker.close };
}
