import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RefClaim, RefRecord, Refs } from '../../chat/ports/messages/refs.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { REF_KEPT_MS } from '../../protocol/limits.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { deletePartition } from '../dynamodb/delete-partition.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired } from '../dynamodb/retention.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { refKey } from '../schema.ts';

/** A record that ends between a write and the look at what stood in its way is claimed at the next attempt. */
const CLAIM_ATTEMPTS = 3;

/** Commands that carried a `ref`, in the Messages table: one item each, for a day. Past its TTL it counts as absent. */
export function createRefStore(db: DynamoDBDocumentClient, table: string, clock: Pick<Clock, 'sleep'>): Refs {
  const update = (
    user: string,
    ref: string,
    change: string,
    condition: string,
    values: Record<string, unknown>,
  ) =>
    updateIf(db, {
      TableName: table,
      Key: refKey(user, ref),
      UpdateExpression: change,
      // What has been answered stays as it is: the first answer is the one that counts.
      ConditionExpression: `${condition} AND attribute_not_exists(#answer)`,
      ExpressionAttributeNames: { '#answer': 'answer' },
      ExpressionAttributeValues: values,
    });

  const put = (user: string, ref: string, { id, digest, now, until }: RefClaim) =>
    putIf(db, {
      TableName: table,
      Item: { ...refKey(user, ref), id, digest, claimedUntil: until, expiresAt: refTtl(now) },
      // The last: the client has sent it again, as the answer to the first got lost.
      ConditionExpression:
        'attribute_not_exists(pk) OR expiresAt <= :now OR ' +
        '(id = :id AND claimedUntil = :until AND attribute_not_exists(#answer))',
      ExpressionAttributeNames: { '#answer': 'answer' },
      ExpressionAttributeValues: { ':now': toTtl(now), ':id': id, ':until': until },
    });

  const get = (user: string, ref: string) =>
    db.send(new GetCommand({ TableName: table, Key: refKey(user, ref), ConsistentRead: true }));

  return {
    async claim(user, ref, claim) {
      for (let attempt = 0; attempt < CLAIM_ATTEMPTS; attempt++) {
        if (await put(user, ref, claim)) return undefined;
        const { Item } = await get(user, ref);
        if (Item && !isExpired(Item, claim.now)) return toRecord(Item);
      }
      throw new Error('A ref could be neither claimed nor read');
    },

    erase: (user) => deletePartition(db, table, refKey(user, '').pk, clock),

    async find(user, ref) {
      const { Item } = await get(user, ref);
      return Item && toRecord(Item);
    },

    reclaim(user, ref, { id, digest, now, until }, was) {
      return update(
        user,
        ref,
        'SET id = :id, digest = :digest, claimedUntil = :until, expiresAt = :expiresAt',
        'id = :was AND claimedUntil <= :now',
        {
          ':id': id,
          ':digest': digest,
          ':until': until,
          ':expiresAt': refTtl(now),
          ':was': was.id,
          ':now': now,
        },
      );
    },

    async answer(user, ref, id, answer) {
      await update(user, ref, 'SET #answer = :given', 'id = :id', { ':given': answer, ':id': id });
    },

    async release(user, ref, id) {
      await update(user, ref, 'SET claimedUntil = :nobody', 'id = :id', { ':nobody': 0, ':id': id });
    },
  };
}

const refTtl = (now: number) => toTtl(now + REF_KEPT_MS);

const toRecord = (item: Record<string, unknown>): RefRecord =>
  readRow(item, { id: 'string', digest: 'string', claimedUntil: 'number', answer: 'string?' });
