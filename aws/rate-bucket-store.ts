import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { CLOCKS_DIFFER_MS, type RateBuckets } from '../chat/ports/rate-buckets.ts';
import { updateIf } from './dynamodb/conditional-write.ts';
import { toTtl } from './dynamodb/row-expiry.ts';
import { rateBucketKey } from './schema.ts';

/** How long after it has drained a bucket is kept: it says nothing any more. */
const KEPT_MS = 60 * 60 * 1_000;

/**
 * How a bucket is free: there is none, it has drained, or a clock took it that has been set back since. Rows that were
 * written before there was `takenAt` tell that only by how far ahead they are.
 */
const IS_FREE =
  'attribute_not_exists(freeAt) OR freeAt <= :now ' +
  'OR (freeAt > :latest AND (attribute_not_exists(takenAt) OR takenAt > :soon))';

/**
 * How far ahead each bucket is taken, in the Messages table: one item a bucket; `freeAt` is until when, `takenAt` when
 * that was written, epoch milliseconds.
 */
export function createRateBucketStore(db: DynamoDBDocumentClient, table: string): RateBuckets {
  return {
    async take(bucket, { costMs, toleranceMs, now, isTaken = false }) {
      const Key = rateBucketKey(bucket);
      const horizon = now + toleranceMs;
      const update = (change: string, condition: string, values: Record<string, number>) =>
        updateIf(db, {
          TableName: table,
          Key,
          UpdateExpression: `SET freeAt = ${change}, takenAt = :now, expiresAt = :expiresAt`,
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ...values,
            ':now': now,
            ':expiresAt': toTtl(horizon + costMs + KEPT_MS),
          },
        });
      // An idle bucket starts from now, a busy one from where it is: DynamoDB has no max(), hence two writes.
      const ifFree = {
        ':until': now + costMs,
        ':latest': horizon + costMs + CLOCKS_DIFFER_MS,
        ':soon': now + CLOCKS_DIFFER_MS,
      };
      const fromNow = () => update(':until', IS_FREE, ifFree);
      const further = () =>
        update('freeAt + :cost', 'freeAt > :now AND freeAt <= :horizon', {
          ':cost': costMs,
          ':horizon': horizon,
        });
      for (const attempt of isTaken ? [further, fromNow] : [fromNow, further]) {
        if (await attempt()) return 0;
      }
      const { Item } = await db.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Math.max(1, Math.ceil(Number(Item?.freeAt ?? horizon) - horizon));
    },
  };
}
