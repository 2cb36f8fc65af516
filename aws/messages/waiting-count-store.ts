import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { WaitingCounts } from '../../chat/ports/messages/waiting-counts.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchWrite, deleteRequests } from '../dynamodb/batch-write.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { ALL_SENDERS, waitingCountKey } from '../schema.ts';

/**
 * How much waits for whom, in the Messages table, behind what waits: an item a sender, and one for all. They go with
 * what they count.
 */
export function createWaitingCountStore(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: Retention,
  clock: Pick<Clock, 'now' | 'sleep'>,
): WaitingCounts {
  const count = (user: string, sender: string, bytes: number, most: { messages: number; bytes: number }) =>
    updateIf(db, {
      TableName: table,
      Key: waitingCountKey(user, sender),
      UpdateExpression: 'ADD messages :one, bytes :bytes SET expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(pk) OR (messages < :mostMessages AND bytes < :mostBytes)',
      ExpressionAttributeValues: {
        ':one': 1,
        ':bytes': bytes,
        ':mostMessages': most.messages,
        ':mostBytes': most.bytes,
        ':expiresAt': retentionTtl(clock.now(), retentionDays),
      },
    });

  return {
    async admit(user, { from, bytes, ofSender, ofAll }) {
      // One behind the other: what is refused of one sender must not take the room of the others.
      return (await count(user, from, bytes, ofSender)) && (await count(user, ALL_SENDERS, bytes, ofAll));
    },

    async reset(user) {
      const { pk, sk } = waitingCountKey(user, '');
      const query = inPartition(table, pk, { consistent: true, after: sk });
      for await (const page of queryPages(db, { ...query, ProjectionExpression: 'pk, sk' })) {
        const keys = page.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
        await batchWrite(db, table, deleteRequests(keys), clock);
      }
    },
  };
}
