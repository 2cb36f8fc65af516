import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Mutes } from '../../chat/ports/people/mutes.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { REF_KEPT_MS } from '../../protocol/limits.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { mutedKey } from '../schema.ts';

/** Mutes in the People table, in the partition of who blocks a user. One that has ended stays for a day: an older one may come yet. */
export function createMuteStore(db: DynamoDBDocumentClient, table: string): Mutes {
  return {
    set({ user, channel, id, until }) {
      return updateIf(db, {
        TableName: table,
        Key: mutedKey(user, channel),
        UpdateExpression: 'SET id = :id, mutedUntil = :until, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(id) OR id <= :id',
        ExpressionAttributeValues: {
          ':id': id,
          ':until': until,
          ':expiresAt': toTtl(Math.max(until, readEventTime(id) + REF_KEPT_MS)),
        },
      });
    },
  };
}
