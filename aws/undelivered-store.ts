import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { HOLD_MS, type Undelivered, type UndeliveredEvent } from '../chat/ports/undelivered.ts';
import { idOfTime, readEventTime } from '../protocol/events/event-id.ts';
import { deleteIf, updateIf } from './conditional-write.ts';
import { toTtl } from './row-expiry.ts';
import { undeliveredKey, undeliveredPartitions } from './schema.ts';

/** Long past the deadline of its delivery nobody is owed it any more. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** What isn't known to be delivered, in the Messages table, beside the logs: a small item an event, whatever its size. */
export function createUndeliveredStore(db: DynamoDBDocumentClient, table: string): Undelivered {
  const keyOf = (id: string) => ({ TableName: table, Key: undeliveredKey(id) });

  /** Cheap, as it may lag behind: what it doesn't show is seen a minute later, and `take` knows what is over. */
  async function read(partition: string, now: number, limit: number): Promise<UndeliveredEvent[]> {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :young',
        ExpressionAttributeValues: { ':pk': partition, ':young': idOfTime(now - HOLD_MS) },
        Limit: limit,
      }),
    );
    return Items.map(toEvent).filter(({ heldUntil }) => heldUntil <= now);
  }

  return {
    async due(now, limit) {
      const each = Math.ceil(limit / undeliveredPartitions.length);
      const found = await Promise.all(undeliveredPartitions.map((partition) => read(partition, now, each)));
      return found.flat().sort((one, other) => (one.id < other.id ? -1 : 1));
    },

    take: (id, { now, until }) =>
      // `<=` is false where there is no such item any more, so nothing comes back to life.
      updateIf(db, {
        ...keyOf(id),
        UpdateExpression: 'SET heldUntil = :until',
        ConditionExpression: 'heldUntil <= :now',
        ExpressionAttributeValues: { ':until': until, ':now': now },
      }),

    async hold(id, until) {
      await updateIf(db, {
        ...keyOf(id),
        UpdateExpression: 'SET heldUntil = :until',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':until': until },
      });
    },

    async remove(id) {
      await db.send(new DeleteCommand(keyOf(id)));
    },

    async drop(id, heldUntil) {
      await deleteIf(db, {
        ...keyOf(id),
        ConditionExpression: 'heldUntil = :heldUntil',
        ExpressionAttributeValues: { ':heldUntil': heldUntil },
      });
    },
  };
}

/** The item of an event, for whoever stores that. */
export const undeliveredItem = ({ id, ...rest }: UndeliveredEvent) => ({
  ...undeliveredKey(id),
  ...rest,
  expiresAt: toTtl(readEventTime(id) + KEPT_MS),
});

/** Taken as it is: one row that is wrong must not hold up the others. */
const toEvent = ({ sk, conversation, heldUntil, except }: Record<string, unknown>): UndeliveredEvent => ({
  id: String(sk),
  conversation: String(conversation),
  heldUntil: Number(heldUntil),
  ...(typeof except === 'string' && { except }),
});
