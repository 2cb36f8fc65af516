import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../chat/ports/runtime.ts';

/** BatchWriteItem's limit. */
const ITEMS_A_CALL = 25;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/**
 * Puts any number of items, 25 a call, the calls side by side. What DynamoDB leaves unprocessed is tried again.
 * @throws Error when some are still unprocessed after five attempts
 */
export async function batchWrite(
  db: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  const calls: Promise<void>[] = [];
  for (let start = 0; start < items.length; start += ITEMS_A_CALL) {
    calls.push(putSome(db, table, items.slice(start, start + ITEMS_A_CALL), clock));
  }
  await Promise.all(calls);
}

async function putSome(
  db: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  let requests = items.map((Item) => ({ PutRequest: { Item } }));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await clock.sleep(FIRST_PAUSE_MS * 2 ** attempt);
    const { UnprocessedItems } = await db.send(
      new BatchWriteCommand({ RequestItems: { [table]: requests } }),
    );
    requests = (UnprocessedItems?.[table] ?? []) as typeof requests;
    if (requests.length === 0) return;
  }
  throw new Error(`${requests.length} items of a batch were left unprocessed`);
}
