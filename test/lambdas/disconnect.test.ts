import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../lambdas/disconnect.ts';
import { setEnvironment } from './function-environment.ts';
import { AUTHORIZER, CONNECTION_ID, makeEvent } from './gateway-events.ts';
import { rowsDeleted } from './row-changes.ts';

const db = mockClient(DynamoDBDocumentClient);
const lambda = mockClient(LambdaClient);

const memberships = [{ user: 'user1', group: 'devs', groupId: 'g1', version: '1' }];
/** Of the user, those that are left. */
let connections: object[];

const goodbye = (more: Parameters<typeof makeEvent>[0] = {}) =>
  makeEvent({ eventType: 'DISCONNECT', ...more });

beforeEach(() => {
  setEnvironment({
    connectionsTable: 'the-connections',
    peopleTable: 'the-people',
    messageFunction: 'the-message',
    deliverFunction: 'the-deliver',
  });
  lambda.reset();
  db.reset();
  db.on(BatchWriteCommand).resolves({});
  db.on(QueryCommand).callsFake(({ TableName }) => ({
    Items: TableName === 'the-connections' ? connections : memberships,
  }));
  connections = [];
});

afterAll(() => {
  db.restore();
  lambda.restore();
});

const CONNECTION_ROW = `connection:${CONNECTION_ID} / connection`;
const SUBSCRIPTION_ROWS = ['group:g1', 'lobby', 'user:user1'].map(
  (channel) => `${channel} / ${CONNECTION_ID}`,
);

describe('$disconnect', () => {
  test('takes the connection out of everything that its user hears, by its record', async () => {
    db.on(DeleteCommand).resolves({
      Attributes: {
        connectionId: CONNECTION_ID,
        connectedAt: 1,
        protocol: 'v1',
        user: 'user1',
        tokenExpiresAt: 2,
      },
    });
    expect(await handler(goodbye())).toEqual({ statusCode: 200 });
    expect(rowsDeleted(db)).toEqual([CONNECTION_ROW, ...SUBSCRIPTION_ROWS]);
  });

  test('does so by the authorizer’s context when the record is gone already', async () => {
    db.on(DeleteCommand).resolves({});
    expect(await handler(goodbye({ authorizer: AUTHORIZER }))).toEqual({ statusCode: 200 });
    expect(rowsDeleted(db)).toEqual(expect.arrayContaining(SUBSCRIPTION_ROWS));
  });

  test('has it found out whether the user is there, if it was the last connection', async () => {
    db.on(DeleteCommand).resolves({});
    await handler(goodbye({ authorizer: AUTHORIZER }));
    expect(lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input)).toEqual([
      {
        FunctionName: 'the-deliver',
        InvocationType: 'Event',
        Payload: JSON.stringify({ type: 'presence', users: ['user1'] }),
      },
    ]);
  });

  test('asks nobody while the user has another', async () => {
    db.on(DeleteCommand).resolves({});
    connections = [{ pk: 'user:user1', sk: 'another', expiresAt: Number.MAX_SAFE_INTEGER }];
    await handler(goodbye({ authorizer: AUTHORIZER }));
    expect(lambda.commandCalls(InvokeCommand)).toEqual([]);
  });

  test('has nothing to do but the record when nobody had signed in', async () => {
    db.on(DeleteCommand).resolves({});
    expect(await handler(goodbye())).toEqual({ statusCode: 200 });
    expect(rowsDeleted(db)).toEqual([CONNECTION_ROW]);
    expect(db.commandCalls(QueryCommand)).toHaveLength(0);
  });

  test('removes nothing for a frame that says `$disconnect`, and passes it on to who handles frames', async () => {
    const body = '{"type":"$disconnect"}';
    const frame = makeEvent({ eventType: 'MESSAGE', authorizer: AUTHORIZER, body });
    expect(await handler(frame)).toEqual({ statusCode: 200 });
    expect(db.calls()).toHaveLength(0);
    expect(lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input)).toEqual([
      { FunctionName: 'the-message', InvocationType: 'Event', Payload: JSON.stringify(frame) },
    ]);
  });
});
