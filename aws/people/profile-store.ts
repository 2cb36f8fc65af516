import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Profile, Profiles } from '../../chat/ports/people/profiles.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { nameInPartition, userKey } from '../schema.ts';

/**
 * Profiles in the People table, in the item that says to whom a name belongs: one read says that the user exists, and how
 * she is shown. It stays below 4 KB, so that it costs half an RRU.
 */
export function createProfileStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'sleep'>,
): Profiles {
  return {
    async find(user) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: userKey(user), ConsistentRead: true }),
      );
      return Item && toProfile(Item);
    },

    async findAll(users) {
      const items = await batchGet(db, table, users.map(userKey), clock, { consistent: false });
      return new Map(
        items
          .filter(({ erasing }) => erasing === undefined)
          .map((item) => [nameInPartition(item.pk), toProfile(item)]),
      );
    },

    write: (user, { rev, entries }, before) =>
      updateIf(db, {
        TableName: table,
        Key: userKey(user),
        UpdateExpression: 'SET rev = :rev, entries = :entries',
        ConditionExpression:
          `${before === '' ? 'attribute_exists(pk) AND attribute_not_exists(rev)' : 'rev = :before'} AND ` +
          'attribute_not_exists(erasing)',
        ExpressionAttributeValues: {
          ':rev': rev,
          ':entries': entries,
          ...(before !== '' && { ':before': before }),
        },
      }),
  };
}

function toProfile(item: Record<string, unknown>): Profile {
  const { rev = '', entries = {} } = readRow(item, { rev: 'string?', entries: 'object?' });
  return { rev, entries };
}
