import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../chat/ports/runtime.ts';
import type { Subscription, Subscriptions } from '../chat/ports/subscriptions.ts';
import { batchWrite } from './batch-write.ts';
import { wasWritten } from './conditional-write.ts';
import { inPartition, queryPages } from './query-pages.ts';
import { rowExpiry, toTtl } from './row-expiry.ts';

/** Subscriptions in the Connections table: the channel is the partition, so an audience is one Query. */
export function createSubscriptionStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Subscriptions {
  return {
    put(subscriptions) {
      const items = subscriptions.map(({ channel, connectionId, ...subscription }) => ({
        pk: channel,
        sk: connectionId,
        ...subscription,
        expiresAt: rowExpiry(subscription.connectedAt),
      }));
      return batchWrite(db, table, items, clock);
    },

    async remove(channel, connectionId, version) {
      const key = { TableName: table, Key: { pk: channel, sk: connectionId } };
      if (version === undefined) await db.send(new DeleteCommand(key));
      else await wasWritten(db.send(new DeleteCommand({ ...key, ...ofVersion(version) })));
    },

    async *pages(channel, options) {
      for await (const page of queryPages(db, inPartition(table, channel, options))) {
        const now = toTtl(clock.now());
        yield page.filter(({ expiresAt }) => Number(expiresAt) > now).map(toSubscription);
      }
    },
  };
}

const ofVersion = (version: string) => ({
  ConditionExpression: 'version = :version',
  ExpressionAttributeValues: { ':version': version },
});

function toSubscription({ pk, sk, expiresAt: _, ...rest }: Record<string, unknown>): Subscription {
  return { channel: pk, connectionId: sk, ...rest } as Subscription;
}
