import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Group, Groups, Membership } from '../chat/ports/groups.ts';
import { wasWritten } from './conditional-write.ts';
import { inInverse, inPartition, queryPages } from './query-pages.ts';
import { groupKey, membershipsPartition, membersPartition } from './schema.ts';
import { mapParts, takePage } from './take-page.ts';

/** Groups and memberships in the People table. A membership carries the group's id, so a sender needs no profile. */
export function createGroupStore(db: DynamoDBDocumentClient, table: string): Groups {
  const keyOf = (user: string, group: string) => ({ pk: membershipsPartition(user), sk: group });

  async function find(name: string): Promise<Group | undefined> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: groupKey(name), ConsistentRead: true }),
    );
    return Item && { groupId: Item.groupId, name };
  }

  return {
    find,

    async findOrCreate(name, newGroupId) {
      const found = await find(name);
      if (found) return found;
      const group = { groupId: newGroupId, name };
      const isMade = await wasWritten(
        db.send(
          new PutCommand({
            TableName: table,
            Item: { ...groupKey(name), ...group },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      // Somebody else made it in between; groups don't vanish.
      return isMade ? group : ((await find(name)) ?? group);
    },

    addMember(membership) {
      const { user, group, groupId } = membership;
      return wasWritten(
        db.send(
          new PutCommand({
            TableName: table,
            Item: { ...keyOf(user, group), ...membership, inverse: membersPartition(groupId) },
            ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
            ExpressionAttributeValues: { ':version': membership.version },
          }),
        ),
      );
    },

    removeMember({ user, group, version }) {
      return wasWritten(
        db.send(
          new DeleteCommand({
            TableName: table,
            Key: keyOf(user, group),
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': version },
          }),
        ),
      );
    },

    async membership(user, group, { consistent }) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: keyOf(user, group), ConsistentRead: consistent }),
      );
      return Item && toMembership(Item);
    },

    async memberships(user) {
      const found: Membership[] = [];
      const query = inPartition(table, membershipsPartition(user), { consistent: true });
      for await (const page of queryPages(db, query)) found.push(...page.map(toMembership));
      return found;
    },

    listMemberships(user, { after, limit }) {
      const query = inPartition(table, membershipsPartition(user), { consistent: true, after });
      return takePage(
        mapParts(queryPages(db, { ...query, Limit: limit + 1 }), (item) => [toMembership(item)]),
        limit,
      );
    },

    listMembers(groupId, { after, limit }) {
      const behind = after === undefined ? undefined : membershipsPartition(after);
      const query = inInverse(table, membersPartition(groupId), behind);
      return takePage(
        mapParts(queryPages(db, { ...query, Limit: limit + 1 }), (item) => [toMembership(item)]),
        limit,
      );
    },
  };
}

function toMembership(item: Record<string, unknown>): Membership {
  const { user, group, groupId, version } = item as unknown as Membership;
  return { user, group, groupId, version };
}
