import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { NO_PRESENCE, type Presences, type UserPresence } from '../../chat/ports/people/presences.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { putIf } from '../dynamodb/conditional-write.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { nameInPartition, presenceKey } from '../schema.ts';

/** Who is there, in the People table: a small item a user, beside the profile. */
export function createPresenceStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'sleep'>,
): Presences {
  return {
    async find(user) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: presenceKey(user), ConsistentRead: true }),
      );
      return Item ? toPresence(Item) : NO_PRESENCE;
    },

    async findAll(users) {
      const items = await batchGet(db, table, users.map(presenceKey), clock, { consistent: false });
      return new Map(items.map((item) => [nameInPartition(item.pk), toPresence(item)]));
    },

    async erase(user) {
      await db.send(new DeleteCommand({ TableName: table, Key: presenceKey(user) }));
    },

    write(user, { version, ...presence }) {
      const isFirst = version === 0;
      return putIf(db, {
        TableName: table,
        Item: { ...presenceKey(user), ...presence, version: version + 1 },
        ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : '#version = :version',
        ...(!isFirst && {
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        }),
      });
    },
  };
}

function toPresence(item: Record<string, unknown>): UserPresence {
  const { show, seenAt, ...rest } = readRow(item, {
    isOnline: 'boolean',
    show: 'string',
    shownBy: 'string',
    seenAt: 'number?',
    rev: 'string',
    takenUntil: 'number',
    putOffUntil: 'number',
    version: 'number',
  });
  return {
    ...rest,
    show: show === 'invisible' ? 'invisible' : 'online',
    ...(seenAt !== undefined && { seenAt }),
  };
}
