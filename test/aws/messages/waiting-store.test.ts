import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createWaitingStore } from '../../../aws/messages/waiting-store.ts';
import type { WaitingEvent } from '../../../chat/ports/messages/messages.ts';
import { createVirtualClock } from '../../../memory/clock.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { collect } from '../../contract/collect.ts';

function createStore() {
  const db = mockClient(DynamoDBDocumentClient);
  const clock = createVirtualClock();
  const retention = { retentionDays: 30 };
  const waiting = createWaitingStore(db as unknown as DynamoDBDocumentClient, 'Messages', retention, clock);
  return { db, waiting, id: idOfTime(clock.now()) };
}

const whisper = { type: 'whisper', from: 'user1', to: 'user2' } as const;

test('of a whisper nothing is written but that it waits: whatever was said, the row stays as small', async () => {
  const { db, waiting, id } = createStore();
  db.on(PutCommand).resolves({});
  const said = { ...whisper, id, content: 'x'.repeat(16_000), ref: 'r1' };
  await waiting.put('user2', said, 0);
  expect(db.commandCalls(PutCommand)[0]?.args[0].input.Item).toMatchObject({ sk: id, event: whisper });
  expect(JSON.stringify(db.commandCalls(PutCommand)[0]?.args[0].input)).not.toContain('xxx');
});

test('the content of a row that an earlier version wrote counts for nothing', async () => {
  const { db, waiting, id } = createStore();
  const event = { ...whisper, content: 'as it was then', ref: 'r1' };
  const expiresAt = Number.MAX_SAFE_INTEGER;
  db.on(QueryCommand).resolves({
    Items: [{ pk: 'waiting:user2', sk: id, event, leasedUntil: 0, expiresAt }],
  });
  expect(await collect<WaitingEvent>(waiting.list('user2'))).toEqual([{ ...whisper, id }]);
});
