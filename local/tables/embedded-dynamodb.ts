import { mkdir } from 'node:fs/promises';
import { StartError } from '../start-error.ts';
import { describeDatabaseFailure } from './database-failure.ts';
import { createDynamoDbClient } from './dynamodb-client.ts';
import { type DynamoDbWorker, startDynamoDbWorker } from './dynamodb-worker.ts';

/**
 * A DynamoDB that runs in this process and ends with it.
 *
 * @param directory Where the data is kept; absent: in memory.
 * @throws StartError when the data can't be opened.
 */
export async function startEmbeddedDynamoDb(directory?: string): Promise<DynamoDbWorker> {
  if (directory !== undefined) {
    await mkdir(directory, { recursive: true });
  }
  let database: DynamoDbWorker | undefined;
  try {
    database = await startDynamoDbWorker('./embedded-dynamodb-worker.mjs', { directory });
    // dynalite opens its files only now, and ends when it can't.
    const call = createDynamoDbClient(database.endpoint, 'us-east-1', 'LOCAL', Date.now);
    await Promise.race([call('ListTables', {}), database.failed]);
    const failed = database.failed.catch((cause: Error): never => {
      throw new Error(describeDatabaseFailure(cause, directory), { cause });
    });
    // Whoever doesn't ask for it must not be ended by it.
    failed.catch(() => {});
    return { ...database, failed };
  } catch (error) {
    await database?.close();
    throw new StartError(
      `The database in ${directory ?? 'memory'} can't be opened (${(error as Error).message}). ` +
        'If no other program has it open, delete that directory to begin anew, or choose another with --data DIR.',
    );
  }
}
