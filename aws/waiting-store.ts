import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Waiting, WaitingEvent } from '../chat/ports/messages.ts';
import type { ChatEvent } from '../protocol/events.ts';
import { wasWritten } from './conditional-write.ts';
import { inPartition, queryPages } from './query-pages.ts';
import { waitingPartition } from './schema.ts';

/**
 * What waits for whom, in the Messages table. These items have no TTL: they go when they have been delivered.
 */
export function createWaitingStore(db: DynamoDBDocumentClient, table: string): Waiting {
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
    wasWritten(
      db.send(
        new UpdateCommand({
          ...keyOf(user, id),
          UpdateExpression: change,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      ),
    );

  return {
    async put(user, { id, ...event }, leasedUntil) {
      const item = { pk: waitingPartition(user), sk: id, event, leasedUntil };
      await db.send(new PutCommand({ TableName: table, Item: item }));
    },

    async *list(user) {
      for await (const page of queryPages(db, allOf(user))) yield* page.map(toWaitingEvent);
    },

    async any(user) {
      const { Count } = await db.send(new QueryCommand({ ...allOf(user), Limit: 1 }));
      return (Count ?? 0) > 0;
    },

    lease: (user, id, { now, until }) =>
      // `<=` is false where there is no such item any more, so nothing comes back to life.
      update(user, id, 'SET leasedUntil = :until', 'leasedUntil <= :now', { ':until': until, ':now': now }),

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

function toWaitingEvent({ sk, event }: Record<string, unknown>): WaitingEvent {
  const id = String(sk);
  return { id, event: { id, ...(event as object) } as ChatEvent };
}
