import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { CLOCKS_DIFFER_MS, type RateBuckets } from '../chat/ports/rate-buckets.ts';
import { updateIf } from './conditional-write.ts';
import { toTtl } from './row-expiry.ts';
import { rateBucketKey } from './schema.ts';

/** How long after it has drained a bucket is kept: it says nothing any more. */
const KEPT_MS = 60 * 60 * 1_000;

/** How far ahead each bucket is taken, in the Messages table: one item a bucket, `freeAt` its time. */
export function createRateBucketStore(db: DynamoDBDocumentClient, table: string): RateBuckets {
  return {
    async take(bucket, { costMs, toleranceMs, now }) {
      const Key = rateBucketKey(bucket);
      const horizon = now + toleranceMs;
      const update = (change: string, condition: string, values: Record<string, number>) =>
        updateIf(db, {
          TableName: table,
          Key,
          UpdateExpression: `SET freeAt = ${change}, expiresAt = :expiresAt`,
          ConditionExpression: condition,
          ExpressionAttributeValues: { ...values, ':expiresAt': toTtl(horizon + costMs + KEPT_MS) },
        });
      // An idle bucket starts from now, a busy one from where it is: DynamoDB has no max(), hence two writes.
      const isFree = 'attribute_not_exists(freeAt) OR freeAt <= :now OR freeAt > :latest';
      const latest = horizon + costMs + CLOCKS_DIFFER_MS;
      if (await update(':until', isFree, { ':now': now, ':until': now + costMs, ':latest': latest }))
        return 0;
      if (await update('freeAt + :cost', 'freeAt <= :horizon', { ':cost': costMs, ':horizon': horizon }))
        return 0;
      const { Item } = await db.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Math.max(1, Math.ceil(Number(Item?.freeAt ?? horizon) - horizon));
    },
  };
}
