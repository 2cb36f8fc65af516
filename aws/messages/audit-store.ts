import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, Audits } from '../../chat/ports/messages/audits.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { newestFirst, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { isExpired, retentionTtl } from '../dynamodb/retention.ts';
import { takePage } from '../dynamodb/take-page.ts';
import { auditPartition } from '../schema.ts';

export interface AuditRetention {
  readonly auditDays: number;
}

/** What was done to keep order, in the Messages table, beside the logs. Nothing deletes an entry but its age. */
export function createAuditStore(
  db: DynamoDBDocumentClient,
  table: string,
  retention: AuditRetention,
  clock: Pick<Clock, 'now'>,
): Audits {
  return {
    async put(scope, entry) {
      await db.send(new PutCommand({ TableName: table, Item: auditItem(scope, entry, retention) }));
    },

    list(scope, range) {
      return takePage(queryPages(db, newestFirst(table, auditPartition(scope), range)), {
        limit: range.limit,
        turn: (item) => (isExpired(item, clock.now()) ? [] : [toEntry(item)]),
        nameOf: ({ sk }) => String(sk),
      });
    },
  };
}

/** The item, also for whoever stores an event. */
export const auditItem = (scope: string, { id, ...entry }: AuditEntry, { auditDays }: AuditRetention) => ({
  pk: auditPartition(scope),
  sk: id,
  ...entry,
  expiresAt: retentionTtl(readEventTime(id), auditDays),
});

function toEntry(item: Record<string, unknown>): AuditEntry {
  const { sk: id, ...entry } = readRow(item, {
    sk: 'string',
    by: 'string',
    act: 'string',
    target: 'string?',
    role: 'string?',
    conversation: 'string?',
    of: 'string?',
    until: 'number?',
    reason: 'string?',
  });
  return { id, ...entry } as AuditEntry;
}
