import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Groups, Membership } from '../../chat/ports/groups/groups.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { deleteIf, putIf, wasWritten } from '../dynamodb/conditional-write.ts';
import { endedTtl } from '../dynamodb/ended-ttl.ts';
import { inInverse, inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { ITEMS_PER_READ, takePage } from '../dynamodb/take-page.ts';
import { groupKey, membershipsPartition, membersPartition, nameInPartition } from '../schema.ts';
import { groupItem, toGroup } from './group-item.ts';

/**
 * Groups and memberships in the People table. A membership carries the group's id, so a sender needs no profile. One
 * that has ended stays for a day, for the command that ended it may come again; no read shows it.
 */
export function createGroupStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'sleep'>,
): Groups {
  const keyOf = (user: string, group: string) => ({ pk: membershipsPartition(user), sk: group });

  async function read(user: string, group: string, consistent: boolean) {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: keyOf(user, group), ConsistentRead: consistent }),
    );
    return Item;
  }

  return {
    async find(name) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: groupKey(name), ConsistentRead: true }),
      );
      return Item && toGroup(Item);
    },

    async findAll(names, { consistent }) {
      const items = await batchGet(db, table, names.map(groupKey), clock, { consistent });
      return new Map(items.map(toGroup).map((group) => [group.name, group]));
    },

    create: (group) =>
      putIf(db, {
        TableName: table,
        Item: groupItem(group),
        ConditionExpression: 'attribute_not_exists(pk) OR isFree = :true',
        ExpressionAttributeValues: { ':true': true },
      }),

    change: (group, before) =>
      putIf(db, {
        TableName: table,
        Item: groupItem(group),
        // One that was made before groups had a profile has no rev, which is its id then.
        ConditionExpression: 'rev = :before OR (attribute_not_exists(rev) AND groupId = :before)',
        ExpressionAttributeValues: { ':before': before },
      }),

    addMember(membership) {
      const { user, group, groupId } = membership;
      return putIf(db, {
        TableName: table,
        Item: { ...keyOf(user, group), ...membership, inverse: membersPartition(groupId) },
        // An ended one of this very version stays ended: this is the join come again behind its own leave.
        ConditionExpression:
          'attribute_not_exists(pk) OR (attribute_exists(endedBy) AND version <> :version) OR ' +
          '(attribute_not_exists(endedBy) AND version = :version)',
        ExpressionAttributeValues: { ':version': membership.version },
      });
    },

    removeMember({ user, group, version }) {
      return deleteIf(db, {
        TableName: table,
        Key: keyOf(user, group),
        ConditionExpression: 'version = :version AND attribute_not_exists(endedBy)',
        ExpressionAttributeValues: { ':version': version },
      });
    },

    async endMembership(user, group, id) {
      let ended: Record<string, unknown> | undefined;
      const ending = db.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(user, group),
          UpdateExpression: 'SET endedBy = :id, expiresAt = :expiresAt REMOVE #inverse',
          // A newer one has nothing to do with a command that comes again.
          ConditionExpression: '(attribute_not_exists(endedBy) AND version < :id) OR endedBy = :id',
          ExpressionAttributeNames: { '#inverse': 'inverse' },
          ExpressionAttributeValues: { ':id': id, ':expiresAt': endedTtl(id) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      await wasWritten(ending.then(({ Attributes }) => (ended = Attributes)));
      return ended && toMembership(ended);
    },

    async changedBy(user, group, id) {
      const item = await read(user, group, true);
      if (!item || (item.endedBy ?? item.version) !== id) return undefined;
      return { membership: toMembership(item), hasEnded: item.endedBy !== undefined };
    },

    async membership(user, group, { consistent }) {
      const item = await read(user, group, consistent);
      return item && standing(item)[0];
    },

    async memberships(user) {
      const found: Membership[] = [];
      const query = inPartition(table, membershipsPartition(user), { consistent: true });
      for await (const page of queryPages(db, query)) found.push(...page.flatMap(standing));
      return found;
    },

    listMemberships(user, { after, limit }) {
      const query = inPartition(table, membershipsPartition(user), { consistent: true, after });
      // Of who joins and leaves in turn most have ended.
      const Limit = Math.max(limit + 1, ITEMS_PER_READ);
      return takePage(queryPages(db, { ...query, Limit }), {
        limit,
        turn: standing,
        nameOf: ({ sk }) => String(sk),
      });
    },

    listMembers(groupId, { after, limit }) {
      const behind = after === undefined ? undefined : membershipsPartition(after);
      const query = inInverse(table, membersPartition(groupId), behind);
      return takePage(queryPages(db, { ...query, Limit: limit + 1 }), {
        limit,
        turn: standing,
        nameOf: ({ pk }) => nameInPartition(pk),
      });
    },
  };
}

/** The membership of an item; none of one that has ended. */
function standing(item: Record<string, unknown>): readonly Membership[] {
  return item.endedBy === undefined ? [toMembership(item)] : [];
}

const toMembership = (item: Record<string, unknown>): Membership =>
  readRow(item, { user: 'string', group: 'string', groupId: 'string', version: 'string', from: 'string?' });
