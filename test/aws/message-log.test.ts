import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createMessageLog } from '../../aws/message-log.ts';
import { makeEventId } from '../../chat/event-id.ts';

test('the log keeps an event for the set number of days from its id’s time', async () => {
  const db = mockClient(DynamoDBDocumentClient);
  db.on(PutCommand).resolves({});
  const log = createMessageLog(db as unknown as DynamoDBDocumentClient, 'Messages', { retentionDays: 30 });
  const receivedAt = Date.UTC(2026, 10, 1, 0, 0, 0, 999);
  const id = makeEventId({ receivedAt, arrival: 0, random: () => 0 });
  await log.append({ conversation: 'lobby', event: { type: 'lobby', id, from: 'user1', content: 'Hi' } });
  expect(db.call(0).args[0].input).toMatchObject({
    TableName: 'Messages',
    Item: { sk: id, expiresAt: Date.UTC(2026, 11, 1) / 1_000 },
  });
});
