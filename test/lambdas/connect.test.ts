import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../lambdas/connect.ts';
import { setEnvironment } from './function-environment.ts';
import { AUTHORIZER, CONNECTION_ID, makeEvent } from './gateway-events.ts';
import { rowsDeleted, rowsPut } from './row-changes.ts';

const db = mockClient(DynamoDBDocumentClient);
const lambda = mockClient(LambdaClient);

const ENVIRONMENT = {
  connectionsTable: 'the-connections',
  peopleTable: 'the-people',
  messagesTable: 'the-messages',
  deliverFunction: 'the-deliver',
};

beforeEach(() => {
  setEnvironment(ENVIRONMENT);
  db.reset();
  lambda.reset();
  db.on(PutCommand).resolves({});
  db.on(DeleteCommand).resolves({});
  db.on(BatchWriteCommand).resolves({});
  db.on(QueryCommand).resolves({ Items: [], Count: 0 });
  db.on(GetCommand).resolves({});
});

afterAll(() => {
  db.restore();
  lambda.restore();
});

/** What the People table says of the name `user1`. */
const bindNameTo = (issuer: string, subject: string) =>
  db.on(GetCommand, { TableName: 'the-people' }).resolves({ Item: { user: 'user1', issuer, subject } });

const signedIn = makeEvent({ authorizer: AUTHORIZER });

describe('$connect', () => {
  // First: an environment that could not be read is not kept.
  test.each([
    ['connectionsTable', 'CONNECTIONS_TABLE'],
    ['peopleTable', 'PEOPLE_TABLE'],
    ['messagesTable', 'MESSAGES_TABLE'],
    ['deliverFunction', 'DELIVER_FUNCTION'],
  ] as const)('names the variable that the stack did not set: %s as %s', async (name, variable) => {
    const { [name]: _, ...rest } = ENVIRONMENT;
    setEnvironment(rest);
    await expect(handler(makeEvent())).rejects.toThrow(`The environment variable ${variable} is not set`);
  });

  test('lets in a connection without a token, and writes no more than its record', async () => {
    expect(await handler(makeEvent())).toEqual({ statusCode: 200 });
    expect(db.calls()).toHaveLength(1);
    const [put] = db.commandCalls(PutCommand);
    expect(put?.args[0].input).toMatchObject({
      TableName: 'the-connections',
      Item: { connectionId: CONNECTION_ID, protocol: 'v1' },
    });
    expect(put?.args[0].input.Item).not.toHaveProperty('user');
  });

  test('lets in whom a name belongs to', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    expect(await handler(signedIn)).toEqual({ statusCode: 200 });
    expect(lambda.calls()).toHaveLength(0);
  });

  test.each([
    ['another subject', AUTHORIZER.issuer, 'subject-2'],
    ['another issuer', 'https://elsewhere.example.com', AUTHORIZER.subject],
  ])('answers 401 when the name belongs to %s, and takes every row back', async (_, issuer, subject) => {
    bindNameTo(issuer, subject);
    expect(await handler(signedIn)).toEqual({ statusCode: 401 });
    const rows = [
      `connection:${CONNECTION_ID} / connection`,
      `lobby / ${CONNECTION_ID}`,
      `user:user1 / ${CONNECTION_ID}`,
    ];
    expect(rowsPut(db)).toEqual(rows);
    expect(rowsDeleted(db)).toEqual(rows);
    expect(lambda.calls()).toHaveLength(0);
  });

  test('asks another function to hand over what waits: until it returns, posts are answered 410', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    db.on(QueryCommand, { TableName: 'the-messages' }).resolves({ Items: [{}], Count: 1 });
    expect(await handler(signedIn)).toEqual({ statusCode: 200 });
    const [{ FunctionName, InvocationType, Payload } = {}, ...more] = lambda
      .commandCalls(InvokeCommand)
      .map(({ args }) => args[0].input);
    expect(more).toEqual([]);
    expect([FunctionName, InvocationType]).toEqual(['the-deliver', 'Event']);
    expect(JSON.parse(String(Payload))).toMatchObject({ type: 'hand_over', user: 'user1' });
  });

  test('fails, so that API Gateway refuses the handshake, when the rows could not be written', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    db.on(BatchWriteCommand).rejects(new Error('The table is gone'));
    await expect(handler(signedIn)).rejects.toThrow('The table is gone');
  });
});
