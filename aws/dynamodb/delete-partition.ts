import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchWrite, deleteRequests } from './batch-write.ts';
import { inPartition, queryPages } from './query-pages.ts';

/** Deletes all items of a partition, page by page. @throws Error as `batchWrite`: some may be left */
export async function deletePartition(
  db: DynamoDBDocumentClient,
  table: string,
  partition: string,
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  for await (const page of queryPages(db, inPartition(table, partition, { consistent: true })))
    await batchWrite(
      db,
      table,
      deleteRequests(page.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }))),
      clock,
    );
}
