import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createMessageLog } from '../../../aws/messages/message-log.ts';
import { connectDatabase, findTable } from '../../../bench/cost/connect-database.ts';
import { LOBBY_CHANNEL } from '../../../chat/ports/connections/subscriptions.ts';
import { systemClock } from '../../../lambdas/runtime.ts';
import type { RunningStack } from '../../../local/running-stack.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';
import { AUDIT_DAYS, RETENTION_DAYS } from '../../../protocol/limits.ts';

const AUTHORS = ['maya', 'jonas', 'lea', 'ben', 'noor', 'ida', 'paul', 'zoe'];
const LAST_MS_AGO = 60 * 60 * 1_000;
const APART_MS = 40_000;
const AT_ONCE = 50;

/** A sentence or two, some with a link or of several lines, so that rows have several heights. */
export function textOf(number: number): string {
  const sentence = `Message ${number}: the build is up and looks good here.`;
  switch (number % 7) {
    case 2:
      return `${sentence} Who takes the release notes, and is there anything that must be in them this time?`;
    case 4:
      return `${sentence} See https://status.example.com/builds/${number}`;
    case 6:
      return `${sentence}\nTwo things are left:\n- the limits table\n- a test in the train`;
    default:
      return sentence;
  }
}

/** @returns the author: now one speaks alone, now they take turns */
const authorOf = (number: number) => AUTHORS[Math.floor(number / ((number % 3) + 1)) % AUTHORS.length] ?? '';

/** Writes so many messages into the lobby's log by the chat's own store, over the days before: nobody is told of them. */
export async function writeMessages(stack: RunningStack, count: number): Promise<void> {
  const client = connectDatabase(stack.dynamodbEndpoint);
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = findTable(stack.tableNames, 'Messages');
  const log = createMessageLog(
    db,
    table,
    { retentionDays: RETENTION_DAYS, auditDays: AUDIT_DAYS },
    systemClock,
  );
  const first = Date.now() - LAST_MS_AGO - count * APART_MS;
  const append = (number: number) => {
    const id = makeEventId({ receivedAt: first + number * APART_MS, arrival: 0, random: Math.random });
    const event = { type: 'lobby', id, from: authorOf(number), content: textOf(number) } as const;
    return log.append({ conversation: LOBBY_CHANNEL, event });
  };
  try {
    for (let begin = 1; begin <= count; begin += AT_ONCE) {
      const length = Math.min(AT_ONCE, count + 1 - begin);
      await Promise.all(Array.from({ length }, (_, index) => append(begin + index)));
    }
  } finally {
    client.destroy();
  }
}
