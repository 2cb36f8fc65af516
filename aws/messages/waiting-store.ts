import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Waiting, WaitingEvent } from '../../chat/ports/messages/messages.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired, type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { WAITING_COUNTS, waitingPartition } from '../schema.ts';

/**
 * What waits for whom, in the Messages table. An item goes when it has been delivered, or with the log's own entry of
 * the event: it would be handed over to nobody then.
 */
export function createWaitingStore(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: Retention,
  clock: Pick<Clock, 'now'>,
): Waiting {
  const keyOf = (user: string, id: string) => ({
    TableName: table,
    Key: { pk: waitingPartition(user), sk: id },
  });
  const allOf = (user: string) => inPartition(table, waitingPartition(user), { consistent: true });
  const update = (
    user: string,
    id: string,
    change: string,
    condition: string,
    values: Record<string, unknown>,
  ) =>
    updateIf(db, {
      ...keyOf(user, id),
      UpdateExpression: change,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    });

  return {
    async put(user, { id, type, from, to }, leasedUntil) {
      const expiresAt = retentionTtl(readEventTime(id), retentionDays);
      const event = { type, from, to };
      const item = { pk: waitingPartition(user), sk: id, event, leasedUntil, expiresAt };
      await db.send(new PutCommand({ TableName: table, Item: item }));
    },

    async *list(user) {
      const events = {
        ...allOf(user),
        KeyConditionExpression: 'pk = :pk AND sk < :counts',
        ExpressionAttributeValues: { ':pk': waitingPartition(user), ':counts': WAITING_COUNTS },
      };
      for await (const page of queryPages(db, events)) {
        yield* page.filter((item) => !isExpired(item, clock.now())).map(toWaitingEvent);
      }
    },

    async any(user) {
      // The newest, or a count: the oldest may have expired.
      const newest = { ...allOf(user), ScanIndexForward: false, Limit: 1 };
      const { Items = [] } = await db.send(new QueryCommand(newest));
      return Items.some((item) => !isExpired(item, clock.now()));
    },

    lease: (user, id, { now, until, by }) =>
      // Both are false where there is no such item any more, so nothing comes back to life.
      update(user, id, 'SET leasedUntil = :until, leasedBy = :by', 'leasedUntil <= :now OR leasedBy = :by', {
        ':until': until,
        ':by': by,
        ':now': now,
      }),

    async release(user, id) {
      await update(user, id, 'SET leasedUntil = :nobody', 'attribute_exists(pk)', { ':nobody': 0 });
    },

    follow: (user, id) =>
      update(user, id, 'SET isFollowed = :true', 'attribute_exists(pk)', { ':true': true }),

    async remove(user, id) {
      // The old item costs nothing more (DynamoDB, "DeleteItem", ReturnValues).
      const { Attributes } = await db.send(
        new DeleteCommand({ ...keyOf(user, id), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes?.isFollowed === true;
    },
  };
}

/** Rows of earlier versions have the content, too, as it was then: it counts for nothing. */
function toWaitingEvent(item: Record<string, unknown>): WaitingEvent {
  const { sk: id, event } = readRow(item, { sk: 'string', event: 'object' });
  const { type, from, to } = event as WaitingEvent;
  return { id, type, from, to };
}
