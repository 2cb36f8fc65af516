import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Amendment, LogPage, MessageLog } from '../../chat/ports/messages/messages.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { putTogether } from '../dynamodb/batch-write.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { inPartition } from '../dynamodb/query-pages.ts';
import { isExpired, type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { annotationKey, logPartition } from '../schema.ts';
import { type AuditRetention, auditItem } from './audit-store.ts';
import { toEntries, toEntry, toLogPage } from './log-page.ts';
import { undeliveredItem } from './undelivered-store.ts';

/**
 * Conversations in the Messages table.
 * @param retention how long an event is kept, and what was done to keep order, from its id's time
 * @param clock tells what has expired: DynamoDB deletes it only some day
 */
export function createMessageLog(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays, ...ofAudits }: Retention & AuditRetention,
  clock: Pick<Clock, 'now' | 'sleep'>,
): MessageLog {
  /** @param skipped an id that is in the query's range, but not of its page */
  async function read(query: QueryCommandInput, limit: number, skipped?: string): Promise<LogPage> {
    const isNewestFirst = query.ScanIndexForward === false;
    // One more tells whether there is more. Another is for the skipped one, or for what stands beside the event that was last.
    const Limit = isNewestFirst && skipped === undefined ? limit + 1 : limit + 2;
    const { Items = [], LastEvaluatedKey } = await db.send(new QueryCommand({ ...query, Limit }));
    const items = Items.filter(({ sk }) => sk !== skipped);
    const hasMore = LastEvaluatedKey !== undefined;
    return toLogPage({ items, hasMore, isNewestFirst }, limit, clock.now());
  }

  function newestFirst(
    conversation: string,
    { consistent, before, from }: { consistent: boolean; before?: string | undefined; from: string },
  ): QueryCommandInput {
    const query = inPartition(table, logPartition(conversation), { consistent });
    const { condition, values } = rangeOf(before, from);
    return {
      ...query,
      KeyConditionExpression: `${query.KeyConditionExpression}${condition}`,
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...values },
      ScanIndexForward: false,
    };
  }

  return {
    async append({ conversation, event, mark, audit }) {
      const { id, ...rest } = event;
      const expiresAt = retentionTtl(readEventTime(id), retentionDays);
      const item = { pk: logPartition(conversation), sk: id, event: rest, expiresAt };
      const beside = [
        ...(mark ? [undeliveredItem({ id, conversation, ...mark })] : []),
        ...(audit ? [auditItem(conversation, audit, ofAudits)] : []),
      ];
      if (beside.length === 0) await db.send(new PutCommand({ TableName: table, Item: item }));
      // Not a transaction, which costs twice as much: what is undelivered and nowhere stored is passed over.
      else await putTogether(db, table, [item, ...beside], clock);
    },

    amend(conversation, id, amendment) {
      return updateIf(db, {
        TableName: table,
        Key: { pk: logPartition(conversation), sk: id },
        ...amendmentOf(amendment),
      });
    },

    readAfter(conversation, after, limit) {
      return read(inPartition(table, logPartition(conversation), { consistent: true, after }), limit);
    },

    async readBefore(conversation, { before, from = '' }, limit) {
      // DynamoDB refuses an empty range.
      if (before !== undefined && before <= from) return { entries: [], hasMore: false };
      const query = newestFirst(conversation, { consistent: true, before, from });
      return read(query, limit, from === '' ? undefined : before);
    },

    readNewest(conversation, from, limit) {
      return read(newestFirst(conversation, { consistent: false, from }), limit);
    },

    async findAll(conversation, ids, { consistent }) {
      const pk = logPartition(conversation);
      const keys = ids.flatMap((id) => [{ pk, sk: id }, annotationKey(conversation, id)]);
      const items = await batchGet(db, table, keys, clock, { consistent });
      return toEntries(items, clock.now());
    },

    async find(conversation, id, { consistent } = { consistent: true }) {
      const { Item } = await db.send(
        new GetCommand({
          TableName: table,
          Key: { pk: logPartition(conversation), sk: id },
          ConsistentRead: consistent,
        }),
      );
      return Item && !isExpired(Item, clock.now()) ? toEntry(Item) : undefined;
    },
  };
}

/** Only what somebody said has content; and it is amended by its author, or as theirs. */
const OWN_MESSAGE = 'attribute_exists(#event.content) AND #event.#from = :from';
const AMENDED_NAMES = { '#event': 'event', '#from': 'from' };

function amendmentOf({ from, rev, content, by }: Amendment) {
  if (content === undefined) {
    const change = 'SET #event.content = :empty, #event.isDeleted = :true, #event.rev = :rev';
    return {
      UpdateExpression: by === undefined ? change : `${change}, #event.deletedBy = :by`,
      ConditionExpression: `${OWN_MESSAGE} AND (attribute_not_exists(#event.isDeleted) OR #event.rev = :rev)`,
      ExpressionAttributeNames: AMENDED_NAMES,
      ExpressionAttributeValues: {
        ':from': from,
        ':rev': rev,
        ':empty': '',
        ':true': true,
        ...(by !== undefined && { ':by': by }),
      },
    };
  }
  return {
    UpdateExpression: 'SET #event.content = :content, #event.rev = :rev',
    ConditionExpression:
      `${OWN_MESSAGE} AND attribute_not_exists(#event.isDeleted) AND ` +
      '(attribute_not_exists(#event.rev) OR #event.rev <= :rev)',
    ExpressionAttributeNames: AMENDED_NAMES,
    ExpressionAttributeValues: { ':from': from, ':rev': rev, ':content': content },
  };
}

/** A key's condition knows one comparison: with two bounds it is BETWEEN, which takes both of them in. */
function rangeOf(before: string | undefined, from: string): { condition: string; values: object } {
  if (before === undefined)
    return from === ''
      ? { condition: '', values: {} }
      : { condition: ' AND sk >= :from', values: { ':from': from } };
  if (from === '') return { condition: ' AND sk < :before', values: { ':before': before } };
  return { condition: ' AND sk BETWEEN :from AND :before', values: { ':from': from, ':before': before } };
}
