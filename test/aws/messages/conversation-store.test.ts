import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createConversationStore } from '../../../aws/messages/conversation-store.ts';
import { createVirtualClock } from '../../../memory/clock.ts';

function createStore() {
  const db = mockClient(DynamoDBDocumentClient);
  const clock = createVirtualClock();
  const retention = { retentionDays: 30 };
  const store = createConversationStore(
    db as unknown as DynamoDBDocumentClient,
    'Messages',
    retention,
    clock,
  );
  return { db, clock, store };
}

test('whether a pair is paired costs half a unit: one read that is not strongly consistent', async () => {
  const { db, store } = createStore();
  db.on(GetCommand).resolves({ Item: { pairedOn: 20_000 } });
  expect(await store.findDays('user1', 'user2')).toEqual({ pairedOn: 20_000 });
  expect(db.calls()).toHaveLength(1);
  expect(db.call(0).args[0].input).toEqual({
    TableName: 'Messages',
    Key: { pk: 'conversations:user1', sk: 'whisper:user2' },
  });
});

test('every write keeps a conversation two days longer than its log', async () => {
  const { db, clock, store } = createStore();
  db.on(UpdateCommand).resolves({});
  await store.touch('user1', 'user2', 20_000);
  await store.pair('user1', 'user2', 20_000);
  await store.touchOwn('user1', 'user2', 20_000);
  await store.mark('user1', 'lobby', 'id', { isShown: false });
  for (const { args } of db.commandCalls(UpdateCommand)) {
    expect(args[0].input.ExpressionAttributeValues).toMatchObject({
      ':expiresAt': Math.floor(clock.now() / 1_000) + 32 * 24 * 60 * 60,
    });
  }
  expect(db.commandCalls(UpdateCommand)).toHaveLength(4);
});
