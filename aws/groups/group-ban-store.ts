import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { GroupBan, GroupBans } from '../../chat/ports/groups/group-bans.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { putIf } from '../dynamodb/conditional-write.ts';
import { endedTtl } from '../dynamodb/ended-ttl.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { ITEMS_PER_READ, takePage } from '../dynamodb/take-page.ts';
import { groupBanKey } from '../schema.ts';

/**
 * Who may not be in which group, in the People table. By the group's name, which a join knows before it has read the group; another
 * group that had the name is told by the id. One that was ended stays for a day, as its command may come again.
 */
export function createGroupBanStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now'>,
): GroupBans {
  return {
    async set(ban) {
      await putIf(db, {
        TableName: table,
        Item: { ...groupBanKey(ban.group, ban.user), ...ban, ...expiryOf(ban) },
        ConditionExpression: 'attribute_not_exists(pk) OR id <= :id',
        ExpressionAttributeValues: { ':id': ban.id },
      });
    },

    async find(group, user, { consistent }) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: groupBanKey(group, user), ConsistentRead: consistent }),
      );
      return Item && toGroupBan(Item);
    },

    list({ group, groupId }, { after, limit }) {
      const query = inPartition(table, groupBanKey(group, '').pk, { consistent: true, after });
      const Limit = Math.max(limit + 1, ITEMS_PER_READ);
      const now = clock.now();
      return takePage(queryPages(db, { ...query, Limit }), {
        limit,
        turn: (item) =>
          [toGroupBan(item)].filter(
            ({ until = Number.POSITIVE_INFINITY, groupId: of }) => of === groupId && until > now,
          ),
        nameOf: ({ sk }) => String(sk),
      });
    },
  };
}

const expiryOf = ({ id, until }: GroupBan) => {
  if (until === undefined) return {};
  return { expiresAt: until === 0 ? endedTtl(id) : toTtl(until) };
};

const toGroupBan = (item: Record<string, unknown>): GroupBan =>
  readRow(item, {
    group: 'string',
    groupId: 'string',
    user: 'string',
    by: 'string',
    id: 'string',
    until: 'number?',
    reason: 'string?',
  });
