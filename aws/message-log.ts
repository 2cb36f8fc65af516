import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { readEventTime } from '../chat/event-id.ts';
import type { MessageLog } from '../chat/ports/messages.ts';
import { toTtl } from './row-expiry.ts';
import { logPartition } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Conversations in the Messages table. @param retentionDays how long an event is kept, from its id's time */
export function createMessageLog(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: { retentionDays: number },
): MessageLog {
  return {
    async append({ conversation, event, hiddenFrom }) {
      const { id, ...rest } = event;
      const expiresAt = toTtl(readEventTime(id) + retentionDays * DAY_MS);
      const item = { pk: logPartition(conversation), sk: id, event: rest, hiddenFrom, expiresAt };
      await db.send(new PutCommand({ TableName: table, Item: item }));
    },
  };
}
