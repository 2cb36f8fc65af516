import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Ban, Bans } from '../../chat/ports/people/bans.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { inInverse, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { takePage } from '../dynamodb/take-page.ts';
import { BANNED, nameInPartition, userKey } from '../schema.ts';

/** Bans in the People table, in users' profiles; while one stands its profile is in the index. */
export function createBanStore(db: DynamoDBDocumentClient, table: string, clock: Pick<Clock, 'now'>): Bans {
  return {
    set({ user, id, by, until, reason }) {
      const isStanding = until > 0;
      const sets = ['banId = :id', 'bannedBy = :by'];
      if (isStanding) sets.push('bannedUntil = :until', '#inverse = :banned');
      if (reason !== undefined) sets.push('banReason = :reason');
      const removed = [
        ...(isStanding ? [] : ['bannedUntil', '#inverse']),
        ...(reason === undefined ? ['banReason'] : []),
      ];
      return updateIf(db, {
        TableName: table,
        Key: userKey(user),
        UpdateExpression: `SET ${sets.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
        // Of who never came there is no profile, and a ban makes none: whose the name is, is theirs to say.
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(banId) OR banId <= :id)',
        ExpressionAttributeNames: { '#inverse': 'inverse' },
        ExpressionAttributeValues: {
          ':id': id,
          ':by': by,
          ...(isStanding && { ':until': until, ':banned': BANNED }),
          ...(reason !== undefined && { ':reason': reason }),
        },
      });
    },

    async find(user) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: userKey(user), ConsistentRead: true }),
      );
      return Item?.banId === undefined ? undefined : toBan(Item);
    },

    list({ after, limit }) {
      const behind = after === undefined ? undefined : userKey(after).pk;
      const query = { ...inInverse(table, BANNED, behind), Limit: limit + 1 };
      return takePage(queryPages(db, query), {
        limit,
        turn: (item) => [toBan(item)].filter(({ until }) => until > clock.now()),
        nameOf: ({ pk }) => nameInPartition(pk),
      });
    },
  };
}

function toBan(item: Record<string, unknown>): Ban {
  const {
    banId,
    bannedBy,
    bannedUntil = 0,
    banReason,
  } = readRow(item, {
    banId: 'string',
    bannedBy: 'string',
    bannedUntil: 'number?',
    banReason: 'string?',
  });
  return {
    user: nameInPartition(item.pk),
    id: banId,
    by: bannedBy,
    until: bannedUntil,
    ...(banReason !== undefined && { reason: banReason }),
  };
}
