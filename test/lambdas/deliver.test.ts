import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../lambdas/deliver.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import { LIMITS, setCredentials, setEnvironment, setOwnName } from './function-environment.ts';
import { type FakeManagementApi, startManagementApi } from './management-api.ts';
import { subscriptionRow } from './subscription-row.ts';

const db = mockClient(DynamoDBDocumentClient);
let management: FakeManagementApi;

const environment = () => ({
  connectionsTable: 'the-connections',
  peopleTable: 'the-people',
  messagesTable: 'the-messages',
  managementEndpoint: management.endpoint,
  ...LIMITS,
});

beforeAll(async () => {
  management = await startManagementApi();
});

beforeEach(() => {
  setEnvironment(environment());
  setCredentials();
  setOwnName('the-deliver');
  db.reset();
  db.on(QueryCommand).resolves({ Items: [], Count: 0 });
  db.on(BatchWriteCommand).resolves({});
});

afterAll(async () => {
  db.restore();
  await management.stop();
});

const userRows = (...rows: Record<string, unknown>[]) =>
  db
    .on(QueryCommand, {
      TableName: 'the-connections',
      ExpressionAttributeValues: { ':pk': 'user:user1' },
    })
    .resolves({ Items: rows, Count: rows.length });

describe('deliver', () => {
  // First: an environment that could not be read is not kept.
  test.each([
    ['connectionsTable', 'CONNECTIONS_TABLE'],
    ['peopleTable', 'PEOPLE_TABLE'],
    ['messagesTable', 'MESSAGES_TABLE'],
    ['managementEndpoint', 'MANAGEMENT_ENDPOINT'],
    ['connectionsPerUser', 'CONNECTIONS_PER_USER'],
    ['retentionDays', 'RETENTION_DAYS'],
    ['auditDays', 'AUDIT_DAYS'],
    ['nameFreedAfterDays', 'NAME_FREED_AFTER_DAYS'],
  ] as const)('names the variable that the stack did not set: %s as %s', async (name, variable) => {
    setEnvironment({ ...environment(), [name]: '' });
    await expect(handler({ type: 'limit_connections', user: 'user1' })).rejects.toThrow(
      new Error(`The environment variable ${variable} is not set`),
    );
  });

  test('posts a chunk to each recipient in the frame of its protocol', async () => {
    const id = makeEventId({ receivedAt: Date.now(), arrival: 0, random: Math.random });
    const recipients = (['v1', 'v2'] as const).map((protocol) => {
      const { pk, sk, ...rest } = subscriptionRow(`id-${protocol}=`, 1, protocol);
      return { channel: pk, connectionId: sk, ...rest };
    });
    await handler({
      type: 'chunk',
      mark: 'mark',
      heldUntil: Number.MAX_SAFE_INTEGER,
      id,
      frames: { v1: '{"message":"hi"}', v2: '{"type":"message"}' },
      recipients,
    });
    expect(management.takeRequests().sort()).toEqual([
      'POST /chat/@connections/id-v1= {"message":"hi"}',
      'POST /chat/@connections/id-v2= {"type":"message"}',
    ]);
  });

  test('has nothing to hand over to somebody who is gone again', async () => {
    await handler({ type: 'hand_over', user: 'user1', connectionId: 'id=', mark: 'mark' });
    expect(management.takeRequests()).toEqual([]);
    expect(db.commandCalls(QueryCommand, { TableName: 'the-messages' })).toHaveLength(0);
  });

  test('closes the oldest connections of a user beyond those allowed, and no other', async () => {
    userRows(
      subscriptionRow('third=', 3),
      subscriptionRow('first=', 1),
      subscriptionRow('fourth=', 4),
      subscriptionRow('second=', 2),
    );
    await handler({ type: 'limit_connections', user: 'user1' });
    expect(management.takeRequests().sort()).toEqual([
      'DELETE /chat/@connections/first= ',
      'DELETE /chat/@connections/second= ',
    ]);
  });

  test('closes nobody of a user who by now has no more than allowed', async () => {
    userRows(subscriptionRow('first=', 1), subscriptionRow('second=', 2));
    await handler({ type: 'limit_connections', user: 'user1' });
    expect(management.takeRequests()).toEqual([]);
  });
});
