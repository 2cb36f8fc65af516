import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createMessageLog } from '../../../aws/messages/message-log.ts';
import { createVirtualClock } from '../../../memory/clock.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';

function createLog() {
  const db = mockClient(DynamoDBDocumentClient);
  const retention = { retentionDays: 30, auditDays: 365 };
  const log = createMessageLog(
    db as unknown as DynamoDBDocumentClient,
    'Messages',
    retention,
    createVirtualClock(),
  );
  return { db, log };
}

test('the log keeps an event for the set number of days from its id’s time', async () => {
  const { db, log } = createLog();
  db.on(PutCommand).resolves({});
  const receivedAt = Date.UTC(2026, 10, 1, 0, 0, 0, 999);
  const id = makeEventId({ receivedAt, arrival: 0, random: () => 0 });
  await log.append({ conversation: 'lobby', event: { type: 'lobby', id, from: 'user1', content: 'Hi' } });
  expect(db.call(0).args[0].input).toMatchObject({
    TableName: 'Messages',
    Item: { sk: id, expiresAt: Date.UTC(2026, 11, 1) / 1_000 },
  });
});

test('the log is read strongly consistently, whichever way', async () => {
  const { db, log } = createLog();
  db.on(QueryCommand).resolves({});
  db.on(GetCommand).resolves({});
  await log.readAfter('lobby', 'id', 10);
  await log.readBefore('lobby', { before: 'id2', from: 'id1' }, 10);
  await log.find('lobby', 'id');
  expect(db.calls()).toHaveLength(3);
  for (const { args } of db.calls()) expect(args[0].input).toMatchObject({ ConsistentRead: true });
});
