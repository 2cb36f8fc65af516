import { localCredentials } from '../functions/environment-variables.ts';
import type { Log } from '../log.ts';
import { type DynamoDbWorker, startDynamoDbWorker } from './dynamodb-worker.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** Where a run's DynamoDB calls go. */
export interface DynamoDb {
  /** For the run itself, and for tests. */
  readonly endpoint: string;
  /** The thread that the functions' calls go through; absent when they go to another DynamoDB directly. */
  readonly worker?: DynamoDbWorker;
  close(): Promise<void>;
}

export interface StartDynamoDbOptions {
  /** Another DynamoDB than the embedded one. */
  readonly endpoint: string | undefined;
  /** Whether the calls to that other one go through a thread here, where a plan can strike them. */
  readonly isInterposed: boolean;
  /** Where the embedded one keeps its data; absent: in memory. */
  readonly directory: string | undefined;
  readonly log: Log;
}

/** @throws StartError when the data can't be opened. */
export async function startDynamoDb(options: StartDynamoDbOptions): Promise<DynamoDb> {
  const { endpoint, isInterposed, directory, log } = options;
  if (endpoint === undefined) {
    const worker = await startEmbeddedDynamoDb(directory, log);
    return { endpoint: worker.endpoint, worker, close: worker.close };
  }
  if (!isInterposed) {
    return { endpoint, async close() {} };
  }
  const { accessKeyId } = localCredentials;
  const worker = await startDynamoDbWorker('./forwarding-dynamodb-worker.mjs', { endpoint, accessKeyId });
  return { endpoint, worker, close: worker.close };
}
