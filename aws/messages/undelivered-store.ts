import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ConnectionRange } from '../../chat/ports/connections/subscriptions.ts';
import type { AuditEntry } from '../../chat/ports/messages/audits.ts';
import {
  firstDue,
  HOLD_MS,
  type Undelivered,
  type UndeliveredEvent,
  type UndeliveredItem,
  undeliveredName,
} from '../../chat/ports/messages/undelivered.ts';
import { EVENT_ID_LENGTH, idOfTime, readEventTime } from '../../protocol/events/event-id.ts';
import type { Removal } from '../../protocol/events/memberships.ts';
import { deleteIf, updateIf, wasWritten } from '../dynamodb/conditional-write.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { undeliveredKey, undeliveredPartitions } from '../schema.ts';

/** Long past the deadline of its delivery nobody is owed it any more. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Somebody is owed it, however long an outage is. */
const ERASURE_KEPT_MS = 400 * KEPT_MS;

/** An event's item has one; that of a membership that changes has none. */
const NO_EVENT = 'attribute_not_exists(conversation)';

/** What isn't known to be delivered, in the Messages table, beside the logs: a small item an event, whatever its size. */
export function createUndeliveredStore(db: DynamoDBDocumentClient, table: string): Undelivered {
  const keyOf = (name: string) => ({ TableName: table, Key: undeliveredKey(name) });

  /**
   * Cheap, as it may lag behind: what it doesn't show is seen a minute later, and `take` knows what is over. As much as a read gives, some
   * thousands: what somebody is at, and what may stand there for hours, must not hide what lies behind it.
   */
  async function read(partition: string, now: number) {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :young',
        ExpressionAttributeValues: { ':pk': partition, ':young': idOfTime(now - HOLD_MS) },
      }),
    );
    return Items.map(toUndelivered).filter(({ heldUntil }) => heldUntil <= now);
  }

  return {
    async note(unfinished) {
      const note = { TableName: table, Item: undeliveredItem(unfinished), ConditionExpression: NO_EVENT };
      let isNew = false;
      await wasWritten(
        db.send(new PutCommand({ ...note, ReturnValues: 'ALL_OLD' })).then(({ Attributes }) => {
          isNew = Attributes === undefined;
        }),
      );
      return isNew;
    },

    async forget(id) {
      await deleteIf(db, { ...keyOf(id), ConditionExpression: NO_EVENT });
    },

    async put(undelivered) {
      await db.send(new PutCommand({ TableName: table, Item: undeliveredItem(undelivered) }));
    },

    async due(now, limit) {
      const each = Math.ceil(limit / undeliveredPartitions.length);
      const found = await Promise.all(undeliveredPartitions.map((partition) => read(partition, now)));
      const first = found.flatMap((items) => firstDue(items, each));
      return firstDue(first.sort(byName), first.length);
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

const byName = (one: UndeliveredItem, other: UndeliveredItem) =>
  undeliveredName(one) < undeliveredName(other) ? -1 : 1;

/** The item, also for whoever stores an event. */
export const undeliveredItem = (undelivered: UndeliveredItem) => {
  const { id, ...rest } = undelivered;
  // A message may be much older than the reactions to it, and what friends know of a user than what they are to be told.
  const isOld = 'message' in undelivered || 'presenceOf' in undelivered;
  const begunAt = isOld ? undelivered.heldUntil : readEventTime(id);
  return {
    ...undeliveredKey(undeliveredName(undelivered)),
    ...rest,
    expiresAt: toTtl(begunAt + ('erases' in undelivered ? ERASURE_KEPT_MS : KEPT_MS)),
  };
};

/** Taken as it is: one row that is wrong must not hold up the others. */
function toUndelivered(item: Record<string, unknown>): UndeliveredItem {
  const { sk, conversation, message, user, presenceOf, group, connectionId, except, part } = item;
  const { tellsChange, amends, disbands, banned, erases, removal, audit } = item;
  const name = String(sk);
  const heldUntil = Number(item.heldUntil);
  if (typeof message === 'string')
    return { id: name, conversation: String(conversation), message, heldUntil };
  if (typeof presenceOf === 'string') return { id: name, presenceOf, heldUntil };
  if (typeof disbands === 'string') return { id: name, disbands, heldUntil };
  if (typeof banned === 'string') return { id: name, banned, heldUntil };
  if (typeof erases === 'string')
    return { id: name, erases, step: String(item.step), after: String(item.after), heldUntil };
  if (typeof group === 'string') {
    return {
      id: name,
      user: String(user),
      group,
      heldUntil,
      ...(isObject<Removal>(removal) && { removal }),
      ...(isObject<AuditEntry>(audit) && { audit }),
    };
  }
  if (typeof user === 'string') return { id: name, user, connectionId: String(connectionId), heldUntil };
  return {
    // An event's part is called by both.
    id: name.slice(0, EVENT_ID_LENGTH),
    conversation: String(conversation),
    heldUntil,
    ...(typeof except === 'string' && { except }),
    ...(tellsChange === true && { tellsChange }),
    ...(isObject<ConnectionRange>(part) && { part }),
    ...(isObject<NonNullable<UndeliveredEvent['amends']>>(amends) && { amends }),
  };
}

const isObject = <T extends object>(value: unknown): value is T =>
  typeof value === 'object' && value !== null;
