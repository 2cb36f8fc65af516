import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../chat/ports/runtime.ts';

/** BatchGetItem's limit. */
const KEYS_PER_CALL = 100;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

type Item = Record<string, unknown>;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * Reads any number of items, 100 a call, the calls side by side. What DynamoDB leaves
 * unprocessed is asked for again. A key may come twice: its item comes once.
 * @param options.consistent whether strongly consistently, for twice the price @default true
 * @returns the items that there are, in no order
 * @throws Error when some are still unread after five attempts: what may be there must not be taken for absent
 */
export async function batchGet(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
  clock: Pick<Clock, 'sleep'>,
  { consistent = true }: { consistent?: boolean } = {},
): Promise<Item[]> {
  // BatchGetItem refuses a key that comes twice.
  const once = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  const calls: Promise<Item[]>[] = [];
  for (let start = 0; start < once.length; start += KEYS_PER_CALL) {
    calls.push(getSome(db, table, once.slice(start, start + KEYS_PER_CALL), clock, consistent));
  }
  // All have ended, also when one has failed: a frozen environment would send the rest minutes later.
  await Promise.allSettled(calls);
  return (await Promise.all(calls)).flat();
}

async function getSome(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
  clock: Pick<Clock, 'sleep'>,
  consistent: boolean,
): Promise<Item[]> {
  const found: Item[] = [];
  let left: Item[] = keys.map((key) => ({ ...key }));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await clock.sleep(FIRST_PAUSE_MS * 2 ** attempt);
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: consistent } } }),
    );
    found.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return found;
  }
  throw new Error(`${left.length} items of a batch could not be read`);
}
