import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type {
  Subscription,
  SubscriptionKey,
  Subscriptions,
} from '../../chat/ports/connections/subscriptions.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchWrite, deleteRequests } from '../dynamodb/batch-write.ts';
import { deleteIf, updateIf } from '../dynamodb/conditional-write.ts';
import { inPartition, inRange, queryPages } from '../dynamodb/query-pages.ts';
import { rowExpiry, toTtl } from '../dynamodb/row-expiry.ts';
import { barKey, isOfChannel } from '../schema.ts';

/** Subscriptions in the Connections table: the channel is the partition, so an audience is one Query. */
export function createSubscriptionStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Subscriptions {
  return {
    put(subscriptions) {
      const requests = subscriptions.map((subscription) => ({ PutRequest: { Item: toItem(subscription) } }));
      return batchWrite(db, table, requests, clock);
    },

    async hear(key, heardAt) {
      await updateIf(db, {
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: 'SET heardAt = :heardAt',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':heardAt': heardAt },
      });
    },

    async removeVersion(key, version) {
      await deleteIf(db, {
        TableName: table,
        Key: keyOf(key),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': version },
      });
    },

    removeAll: (keys) => batchWrite(db, table, deleteRequests(keys.map(keyOf)), clock),

    async *pages(channel, { consistent, between }) {
      const all = inPartition(table, channel, { consistent });
      for await (const page of queryPages(db, between ? inRange(all, between) : all)) {
        const now = toTtl(clock.now());
        yield subscriptionsIn(page, now);
      }
    },

    async bar(user, { id, until }) {
      await updateIf(db, {
        TableName: table,
        Key: barKey(user),
        UpdateExpression: 'SET id = :id, barredUntil = :until',
        ConditionExpression: 'attribute_not_exists(id) OR id <= :id',
        ExpressionAttributeValues: { ':id': id, ':until': until },
      });
    },

    async shut(user) {
      await db.send(
        new UpdateCommand({
          TableName: table,
          Key: barKey(user),
          UpdateExpression: 'SET isShut = :true',
          ExpressionAttributeValues: { ':true': true },
        }),
      );
    },

    async reopen(user) {
      // Of a ban of who has the name by now nothing is to go.
      await deleteIf(db, {
        TableName: table,
        Key: barKey(user),
        ConditionExpression: 'isShut = :true',
        ExpressionAttributeValues: { ':true': true },
      });
    },

    async ofUser(user, { consistent } = { consistent: true }) {
      const { pk, sk } = barKey(user);
      const items: Record<string, unknown>[] = [];
      for await (const page of queryPages(db, inPartition(table, pk, { consistent }))) items.push(...page);
      const bar = items.find((item) => item.sk === sk);
      return {
        connections: subscriptionsIn(items, toTtl(clock.now())),
        barredUntil: Number(bar?.barredUntil ?? 0),
        isShut: bar?.isShut === true,
      };
    },
  };
}

/** @param now epoch seconds */
const subscriptionsIn = (items: readonly Record<string, unknown>[], now: number) =>
  items.filter(({ sk, expiresAt }) => !isOfChannel(sk) && Number(expiresAt) > now).map(toSubscription);

const keyOf = ({ channel, connectionId }: SubscriptionKey) => ({ pk: channel, sk: connectionId });

function toItem({ channel, connectionId, ...rest }: Subscription) {
  return { ...keyOf({ channel, connectionId }), ...rest, expiresAt: rowExpiry(rest.connectedAt) };
}

/** Taken as it is: one row that is wrong must not end everybody's message. */
function toSubscription({ pk, sk, expiresAt: _, ...rest }: Record<string, unknown>): Subscription {
  return { channel: pk, connectionId: sk, ...rest } as Subscription;
}
