import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Report, Reports, Resolution } from '../../chat/ports/messages/reports.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { settleAll } from '../../chat/settle-all.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import type { MessageEvent } from '../../protocol/events/messages.ts';
import { REPORT_DAYS, RESOLVED_REPORT_DAYS } from '../../protocol/limits.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { deletePartition } from '../dynamodb/delete-partition.ts';
import { inPartition, newestFirst, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired, retentionTtl } from '../dynamodb/retention.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';
import { takePage } from '../dynamodb/take-page.ts';
import { groupReportKey, REPORTS_PARTITION, reportedKey, reportKey } from '../schema.ts';

/** Of rows that name a report: as long as it may be there. */
const NAMED_DAYS = REPORT_DAYS + RESOLVED_REPORT_DAYS;

type Item = Record<string, unknown>;

/**
 * Reported messages, in the Messages table: a row each, in one partition, and rows that name it by its group and by who made it.
 * Few are made, so one partition takes them all.
 */
export function createReportStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Reports {
  /** Which report stands of a message, for one who reports it: the first. */
  async function claim({ id, by, message }: Report): Promise<string> {
    const { Attributes } = await db.send(
      new UpdateCommand({
        TableName: table,
        Key: reportedKey(by, message.id),
        UpdateExpression: 'SET reportId = if_not_exists(reportId, :id), expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':id': id,
          ':expiresAt': retentionTtl(readEventTime(id), NAMED_DAYS),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return String(Attributes?.reportId);
  }

  const putOnce = (id: string, report: Report) =>
    putIf(db, {
      TableName: table,
      Item: itemOf(id, report),
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': toTtl(clock.now()) },
    });

  async function putName(groupId: string, id: string): Promise<void> {
    const expiresAt = retentionTtl(readEventTime(id), NAMED_DAYS);
    await db.send(new PutCommand({ TableName: table, Item: { ...groupReportKey(groupId, id), expiresAt } }));
  }

  /** The reports that rows name, in their order. */
  async function* named(parts: AsyncIterable<readonly Item[]>, nameOf: (item: Item) => unknown) {
    for await (const part of parts) {
      const keys = part.map((item) => reportKey(String(nameOf(item))));
      const found = await batchGet(db, table, keys, clock);
      const reports = new Map(found.map((item) => [item.sk, item]));
      yield part.map((item) => ({ sk: item.sk, report: reports.get(String(nameOf(item))) }));
    }
  }

  const standing = (item: Item | undefined) =>
    item && !isExpired(item, clock.now()) ? [toReport(item)] : [];

  return {
    async put(report) {
      const id = await claim(report);
      const { groupId } = report;
      // Also of one that was claimed before: its function may have died here.
      await settleAll([putOnce(id, report), groupId !== undefined && putName(groupId, id)]);
    },

    async find(id) {
      const key = { TableName: table, Key: reportKey(id), ConsistentRead: true };
      const { Item } = await db.send(new GetCommand(key));
      return standing(Item)[0];
    },

    list(range, groupId) {
      const { limit } = range;
      if (groupId === undefined) {
        const parts = queryPages(db, newestFirst(table, REPORTS_PARTITION, range));
        return takePage(parts, { limit, turn: standing, nameOf: ({ sk }) => String(sk) });
      }
      const parts = queryPages(db, newestFirst(table, groupReportKey(groupId, '').pk, range));
      return takePage(
        named(parts, ({ sk }) => sk),
        { limit, turn: ({ report }) => standing(report), nameOf: ({ sk }) => String(sk) },
      );
    },

    listMade(by, { after, limit }) {
      const query = inPartition(table, reportedKey(by, '').pk, { consistent: true, after });
      const parts = queryPages(db, { ...query, Limit: limit + 1 });
      return takePage(
        named(parts, ({ reportId }) => reportId),
        { limit, turn: ({ report }) => standing(report), nameOf: ({ sk }) => String(sk) },
      );
    },

    resolve(id, resolution) {
      const expiresAt = retentionTtl(readEventTime(resolution.id), RESOLVED_REPORT_DAYS);
      return updateIf(db, {
        TableName: table,
        Key: reportKey(id),
        UpdateExpression: 'SET resolved = :resolved, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(resolved) OR resolved.id = :id)',
        ExpressionAttributeValues: {
          ':resolved': resolution,
          ':expiresAt': expiresAt,
          ':id': resolution.id,
        },
      });
    },

    forgetMaker: (by) => deletePartition(db, table, reportedKey(by, '').pk, clock),
  };
}

const itemOf = (id: string, { by, reason, message, groupId }: Report) => ({
  ...reportKey(id),
  by,
  reason,
  message,
  ...(groupId !== undefined && { groupId }),
  expiresAt: retentionTtl(readEventTime(id), REPORT_DAYS),
});

function toReport(item: Item): Report {
  const { sk, message, resolved, ...rest } = readRow(item, {
    sk: 'string',
    by: 'string',
    reason: 'string',
    message: 'object',
    groupId: 'string?',
    resolved: 'object?',
  });
  return {
    id: sk,
    ...rest,
    message: message as MessageEvent,
    ...(resolved !== undefined && { resolved: resolved as Resolution }),
  };
}
