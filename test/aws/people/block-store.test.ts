import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createBlockStore } from '../../../aws/people/block-store.ts';
import { createVirtualClock } from '../../../memory/clock.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

const names = { blocker: 'user1', blocked: 'user2' };

function createStore() {
  const db = mockClient(DynamoDBDocumentClient);
  const clock = createVirtualClock();
  const retention = { retentionDays: 30 };
  const blocks = createBlockStore(db as unknown as DynamoDBDocumentClient, 'People', retention, clock);
  return { db, clock, blocks };
}

test('the blocks between two users are never guessed when DynamoDB left them unread', async () => {
  const { db, blocks } = createStore();
  const Keys = [{ pk: 'blockers:user2', sk: 'user1' }];
  db.on(BatchGetCommand).resolves({ Responses: { People: [] }, UnprocessedKeys: { People: { Keys } } });
  await expect(blocks.between('user1', 'user2')).rejects.toThrow('could not be read');
  await expect(blocks.intervals('user1', ['user2'])).rejects.toThrow('could not be read');
});

test('the item of a block is deleted some day after it has ended, and not while one stands', async () => {
  const { db, clock, blocks } = createStore();
  const [id, since] = [idOfTime(clock.now()), idOfTime(clock.now() + 50)];
  db.on(GetCommand).resolves({ Item: { inverse: 'blocked:user1', id, since, isSettled: true } });
  db.on(UpdateCommand).resolves({});
  await blocks.remove({ ...names, id: idOfTime(clock.now() + 1_000) });
  await blocks.add({ ...names, id, since });
  const [ended, begun] = db.commandCalls(UpdateCommand).map(({ args: [{ input }] }) => input);
  expect(ended?.ExpressionAttributeValues).toMatchObject({
    ':expiresAt': Math.floor(clock.now() / 1_000) + 30 * 24 * 60 * 60,
  });
  expect(begun?.UpdateExpression).toMatch(/ REMOVE expiresAt$/);
});

test.each([
  [
    'all of somebody who first came when they were listed',
    { Items: [{ sk: '!all' }, { sk: 'user2' }] },
    true,
  ],
  ['perhaps not all of somebody from before', { Items: [{ sk: 'user2' }] }, false],
  [
    'not all where there are more than one read brings',
    { Items: [{ sk: '!all' }, { sk: 'user2' }], LastEvaluatedKey: { pk: 'hides:user1', sk: 'user2' } },
    false,
  ],
])('the list of whom a user has ever blocked is %s', async (_, page, isComplete) => {
  const { db, blocks } = createStore();
  db.on(QueryCommand).resolves(page);
  expect(await blocks.everBlockedBy('user1')).toEqual({ names: new Set(['user2']), isComplete });
});
