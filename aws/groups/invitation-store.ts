import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Invitation, Invitations } from '../../chat/ports/groups/invitations.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { settleAll } from '../../chat/settle-all.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { INVITATION_DAYS } from '../../protocol/limits.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { endedTtl } from '../dynamodb/ended-ttl.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired, retentionTtl } from '../dynamodb/retention.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { invitationKey, invitationsPartition } from '../schema.ts';

/**
 * Invitations to groups in the People table, under who is invited. One that was ended stays for a day, for the command that
 * ended it may come again; no read shows it.
 */
export function createInvitationStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now'>,
): Invitations {
  const isStanding = (item: Record<string, unknown>) =>
    item.endedBy === undefined && !isExpired(item, clock.now());

  async function readAll(user: string, group?: string): Promise<Record<string, unknown>[]> {
    const all = inPartition(table, invitationsPartition(user), { consistent: group !== undefined });
    const query =
      group === undefined
        ? all
        : {
            ...all,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :group)',
            ExpressionAttributeValues: {
              ...all.ExpressionAttributeValues,
              ':group': invitationKey(user, group, '').sk,
            },
          };
    const found: Record<string, unknown>[] = [];
    for await (const page of queryPages(db, query)) found.push(...page);
    return found;
  }

  return {
    add(invitation) {
      const { user, group, groupId, from, id, isHidden } = invitation;
      const madeAt = readEventTime(id);
      return putIf(db, {
        TableName: table,
        Item: {
          ...invitationKey(user, group, from),
          ...invitation,
          expiresAt: retentionTtl(madeAt, INVITATION_DAYS),
        },
        // One of this very id that has ended stays ended: this is the invitation come again behind its answer.
        ConditionExpression:
          'attribute_not_exists(pk) OR (attribute_exists(endedBy) AND id <> :id) OR ' +
          '(attribute_not_exists(endedBy) AND (id = :id OR groupId <> :groupId OR expiresAt <= :now OR ' +
          '(isHidden = :true AND :hidden = :false)))',
        ExpressionAttributeValues: {
          ':id': id,
          ':groupId': groupId,
          ':now': toTtl(madeAt),
          ':hidden': isHidden,
          ':true': true,
          ':false': false,
        },
      });
    },

    async find(user, group, from) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: invitationKey(user, group, from), ConsistentRead: true }),
      );
      return Item && isStanding(Item) ? toInvitation(Item) : undefined;
    },

    list: async (user) => (await readAll(user)).filter(isStanding).map(toInvitation),

    listOf: async (user, group) => (await readAll(user, group)).filter(isStanding).map(toInvitation),

    async end(user, group, { by, before }) {
      const ended = await settleAll(
        (await readAll(user, group)).map(async (item) => {
          const { id, from, isHidden } = toInvitation(item);
          if (item.endedBy === by) return !isHidden;
          if (!isStanding(item) || (before !== undefined && id >= before)) return false;
          const isEnded = await updateIf(db, {
            TableName: table,
            Key: invitationKey(user, group, from),
            UpdateExpression: 'SET endedBy = :by, expiresAt = :expiresAt',
            // Another may have been made behind the end of this one.
            ConditionExpression: 'id = :id AND attribute_not_exists(endedBy)',
            ExpressionAttributeValues: { ':by': by, ':id': id, ':expiresAt': endedTtl(by) },
          });
          return isEnded && !isHidden;
        }),
      );
      return ended.includes(true);
    },
  };
}

const toInvitation = (item: Record<string, unknown>): Invitation =>
  readRow(item, {
    user: 'string',
    group: 'string',
    groupId: 'string',
    from: 'string',
    id: 'string',
    isHidden: 'boolean',
  });
