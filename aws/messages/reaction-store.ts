import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Reaction, Reactions, SetOutcome } from '../../chat/ports/messages/reactions.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { REACTION_KINDS_MAX, REACTORS_MAX } from '../../protocol/limits.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { annotationKey, nameInPartition, reactionsKey, reactionsPartition } from '../schema.ts';
import { attributeOf, reactionsIn, type StoredReaction, toAnnotation } from './reaction-item.ts';

/** Has the user never tried this emoji on the message, and not too many others? */
const IS_NEW = 'attribute_not_exists(#emoji) AND (attribute_not_exists(tried) OR tried < :most)';
/** What stands as it was made stays so: from whom it is hidden was settled then. */
const MAY_ADD = '#emoji.id < :id AND #emoji.isOn = :off OR #emoji.id = :id';
const MAY_REMOVE = '#emoji.id <= :id';

/**
 * Reactions in the Messages table: a row a message and user, with an attribute an emoji; and their count beside the message,
 * kept as long as that.
 */
export function createReactionStore(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: Retention,
  clock: Pick<Clock, 'sleep'>,
): Reactions {
  const expiryOf = (message: string) => retentionTtl(readEventTime(message), retentionDays);

  /** The writes of which one is to hold, in the order in which they are tried. */
  async function set(
    message: string,
    { emoji, user }: Pick<Reaction, 'emoji' | 'user'>,
    stored: StoredReaction,
    tries: readonly ('new' | 'again')[],
  ): Promise<SetOutcome> {
    const request = {
      TableName: table,
      Key: reactionsKey(message, user),
      ExpressionAttributeNames: { '#emoji': attributeOf(emoji) },
    };
    const writes = {
      new: () =>
        updateIf(db, {
          ...request,
          UpdateExpression: 'SET #emoji = :stored, expiresAt = :expiresAt ADD tried :one',
          ConditionExpression: IS_NEW,
          ExpressionAttributeValues: {
            ':stored': stored,
            ':expiresAt': expiryOf(message),
            ':one': 1,
            ':most': REACTION_KINDS_MAX,
          },
        }),
      again: () =>
        updateIf(db, {
          ...request,
          UpdateExpression: 'SET #emoji = :stored',
          ConditionExpression: stored.isOn ? MAY_ADD : MAY_REMOVE,
          ExpressionAttributeValues: {
            ':stored': stored,
            ':id': stored.id,
            ...(stored.isOn && { ':off': false }),
          },
        }),
    };
    for (const attempt of tries) if (await writes[attempt]()) return 'set';
    const { Item = {} } = await db.send(
      new GetCommand({ TableName: table, Key: request.Key, ConsistentRead: true }),
    );
    return attributeOf(emoji) in Item ? 'overtaken' : 'too many';
  }

  return {
    add: (message, { id, hiddenFrom, ...reaction }) =>
      set(message, reaction, { id, isOn: true, ...(hiddenFrom.length > 0 && { hiddenFrom }) }, [
        'new',
        'again',
      ]),

    remove: (message, { id, ...reaction }) => set(message, reaction, { id, isOn: false }, ['again', 'new']),

    async all(message) {
      const query = inPartition(table, reactionsPartition(message), { consistent: true });
      const items: Record<string, unknown>[] = [];
      for await (const page of queryPages(db, { ...query, Limit: REACTORS_MAX })) {
        items.push(...page);
        if (items.length >= REACTORS_MAX) break;
      }
      return items.slice(0, REACTORS_MAX).flatMap(reactionsIn);
    },

    async page(message, { after, limit }) {
      const query = inPartition(table, reactionsPartition(message), { consistent: true, after });
      const { Items = [], LastEvaluatedKey } = await db.send(new QueryCommand({ ...query, Limit: limit }));
      const next = LastEvaluatedKey?.sk as string | undefined;
      return { reactions: Items.flatMap(reactionsIn), next };
    },

    async of(user, messages) {
      const keys = messages.map((message) => reactionsKey(message, user));
      const items = await batchGet(db, table, keys, clock, { consistent: false });
      return new Map(
        items.map((item) => [nameInPartition(item.pk), reactionsIn(item).map(({ emoji }) => emoji)]),
      );
    },

    async forget(message, user) {
      await db.send(new DeleteCommand({ TableName: table, Key: reactionsKey(message, user) }));
    },

    async annotation({ conversation, id }, { consistent }) {
      const { Item } = await db.send(
        new GetCommand({
          TableName: table,
          Key: annotationKey(conversation, id),
          ConsistentRead: consistent,
        }),
      );
      return toAnnotation(Item);
    },

    annotate({ conversation, id }, tally, version) {
      const isFirst = version === 0;
      return putIf(db, {
        TableName: table,
        Item: {
          ...annotationKey(conversation, id),
          tally,
          version: version + 1,
          expiresAt: expiryOf(id),
        },
        ConditionExpression: isFirst ? 'attribute_not_exists(#version)' : '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ...(!isFirst && { ExpressionAttributeValues: { ':version': version } }),
      });
    },

    schedule({ conversation, id }, flushAt, soon) {
      return updateIf(db, {
        TableName: table,
        Key: annotationKey(conversation, id),
        UpdateExpression: 'SET flushAt = :flushAt, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(flushAt) OR flushAt <= :soon',
        ExpressionAttributeValues: { ':flushAt': flushAt, ':soon': soon, ':expiresAt': expiryOf(id) },
      });
    },
  };
}
