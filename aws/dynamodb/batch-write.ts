import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../chat/ports/runtime.ts';

/** BatchWriteItem's limit. */
const ITEMS_PER_CALL = 25;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;
/** What is unprocessed is told in milliseconds; an attempt that begins later would end behind what waits for it. */
const TOGETHER_AGAIN_WITHIN_MS = 500;

export type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/**
 * Does any number of puts and deletes, 25 a call, the calls side by side. What DynamoDB leaves unprocessed is tried
 * again. One key must not come twice.
 * @throws Error when some are still unprocessed after five attempts
 */
export async function batchWrite(
  db: DynamoDBDocumentClient,
  table: string,
  requests: readonly WriteRequest[],
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  const calls: Promise<void>[] = [];
  for (let start = 0; start < requests.length; start += ITEMS_PER_CALL) {
    calls.push(writeSome(db, table, requests.slice(start, start + ITEMS_PER_CALL), clock, () => true));
  }
  // All have ended, also when one has failed: a frozen environment would send the rest minutes later.
  await Promise.allSettled(calls);
  await Promise.all(calls);
}

/**
 * Puts a few items by one call, which ends as soon as that of a single item: within 6 s.
 * @param items at most 25
 * @throws Error when some may not have been written
 */
export async function putTogether(
  db: DynamoDBDocumentClient,
  table: string,
  items: readonly Record<string, unknown>[],
  clock: Pick<Clock, 'now' | 'sleep'>,
): Promise<void> {
  const again = clock.now() + TOGETHER_AGAIN_WITHIN_MS;
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  await writeSome(db, table, requests, clock, () => clock.now() < again);
}

async function writeSome(
  db: DynamoDBDocumentClient,
  table: string,
  requests: readonly WriteRequest[],
  clock: Pick<Clock, 'sleep'>,
  mayTryAgain: () => boolean,
): Promise<void> {
  let left = [...requests];
  for (let attempt = 0; attempt < ATTEMPTS && (attempt === 0 || mayTryAgain()); attempt++) {
    if (attempt > 0) await clock.sleep(FIRST_PAUSE_MS * 2 ** attempt);
    const { UnprocessedItems } = await db.send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
    left = UnprocessedItems?.[table] ?? [];
    if (left.length === 0) return;
  }
  throw new Error(`${left.length} items of a batch were left unprocessed`);
}

/** Deletes, each key once: BatchWriteItem refuses a key that comes twice. */
export function deleteRequests(keys: readonly { pk: string; sk: string }[]): WriteRequest[] {
  const once = new Map(keys.map((Key) => [JSON.stringify(Key), Key]));
  return Array.from(once.values(), (Key) => ({ DeleteRequest: { Key } }));
}
