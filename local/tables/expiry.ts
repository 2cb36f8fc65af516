import { type CallDynamoDb, DynamoDbError } from './dynamodb-client.ts';
import type { TableDefinition } from './table-definition.ts';

/** Deletes expired items, as DynamoDB does, bit by bit. */
export interface Expiry {
  /** Looks through the next items of every table and deletes those that have expired. @returns how many */
  sweep(): Promise<number>;
}

/** Items that one call looks at, and calls in one sweep of a table: the database has others to answer. */
const itemsPerCall = 100;
const callsPerSweep = 3;
/** What expired longer ago than this DynamoDB takes for a mistake, and keeps ("Using time to live (TTL)"). */
const fiveYearsSeconds = 5 * 365 * 24 * 60 * 60;

type Item = Readonly<Record<string, unknown>>;

/** For a database that doesn't do it itself. @param now epoch milliseconds */
export function createExpiry(
  call: CallDynamoDb,
  tables: readonly TableDefinition[],
  now: () => number,
): Expiry {
  const sweepers = tables.flatMap(({ input, ttlAttribute }) =>
    ttlAttribute === undefined ? [] : [createSweeper(call, input, ttlAttribute, now)],
  );
  return {
    async sweep() {
      let deleted = 0;
      for (const sweep of sweepers) deleted += await sweep();
      return deleted;
    },
  };
}

function createSweeper(
  call: CallDynamoDb,
  { TableName, KeySchema }: TableDefinition['input'],
  ttlAttribute: string,
  now: () => number,
): () => Promise<number> {
  /** Where the next sweep goes on. */
  let next: Item | undefined;

  /** A number compares with a number only, so an item whose attribute is anything else stays, as on AWS. */
  function isExpired() {
    const seconds = Math.floor(now() / 1000);
    return {
      ExpressionAttributeNames: { '#ttl': ttlAttribute },
      ExpressionAttributeValues: {
        ':now': { N: String(seconds) },
        ':oldest': { N: String(seconds - fiveYearsSeconds) },
      },
    };
  }

  async function remove(item: Item): Promise<boolean> {
    const Key = Object.fromEntries(
      KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
    );
    // Only if it is still so: it may have been given more time since it was read.
    const ConditionExpression = '#ttl < :now AND #ttl > :oldest';
    try {
      await call('DeleteItem', { TableName, Key, ConditionExpression, ...isExpired() });
      return true;
    } catch (error) {
      if (error instanceof DynamoDbError && error.type === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }

  return async () => {
    let deleted = 0;
    for (let calls = 0; calls < callsPerSweep; calls++) {
      const page = (await call('Scan', {
        TableName,
        Limit: itemsPerCall,
        FilterExpression: '#ttl < :now AND #ttl > :oldest',
        ...isExpired(),
        ...(next && { ExclusiveStartKey: next }),
      })) as { Items: readonly Item[]; LastEvaluatedKey?: Item };
      for (const item of page.Items) deleted += (await remove(item)) ? 1 : 0;
      next = page.LastEvaluatedKey;
      if (!next) break;
    }
    return deleted;
  };
}

/** Sweeps now and then until it is stopped; a sweep that is under way is waited for. */
export function startExpiry(
  expiry: Expiry,
  everyMs: number,
  onFault: (error: Error) => void,
): { stop(): Promise<void> } {
  let sweeping: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    // One at a time, however slow the database is.
    sweeping ??= expiry
      .sweep()
      .catch(onFault)
      .finally(() => {
        sweeping = undefined;
      });
  }, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
