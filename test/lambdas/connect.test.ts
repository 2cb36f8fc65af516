import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../lambdas/connect.ts';
import { LIMITS, setEnvironment } from './function-environment.ts';
import { AUTHORIZER, CONNECTION_ID, makeEvent } from './gateway-events.ts';
import { itemsPut, rowsPut } from './row-changes.ts';
import { subscriptionRow } from './subscription-row.ts';

const db = mockClient(DynamoDBDocumentClient);
const lambda = mockClient(LambdaClient);

const ENVIRONMENT = {
  connectionsTable: 'the-connections',
  peopleTable: 'the-people',
  messagesTable: 'the-messages',
  deliverFunction: 'the-deliver',
  messageFunction: 'the-message',
  ...LIMITS,
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
  db.on(UpdateCommand).resolves({});
});

afterAll(() => {
  db.restore();
  lambda.restore();
});

/** What the People table says of the name `user1`. */
const bindNameTo = (issuer: string, subject: string) =>
  db.on(GetCommand, { TableName: 'the-people' }).resolves({
    Item: { user: 'user1', issuer, subject, isListed: true },
  });

const signedIn = makeEvent({ authorizer: AUTHORIZER });

/** What other functions were asked for. */
const asked = () => lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input);
const presence = {
  FunctionName: 'the-deliver',
  InvocationType: 'Event',
  Payload: JSON.stringify({ type: 'presence', users: ['user1'] }),
};

describe('$connect', () => {
  // First: an environment that could not be read is not kept.
  test.each([
    ['connectionsTable', 'CONNECTIONS_TABLE'],
    ['peopleTable', 'PEOPLE_TABLE'],
    ['messagesTable', 'MESSAGES_TABLE'],
    ['deliverFunction', 'DELIVER_FUNCTION'],
    ['messageFunction', 'MESSAGE_FUNCTION'],
    ['connectionsPerUser', 'CONNECTIONS_PER_USER'],
    ['signInsPerHour', 'SIGN_INS_PER_HOUR'],
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

  test('lets in whom a name belongs to, and has it found out that they are there', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    expect(await handler(signedIn)).toEqual({ statusCode: 200 });
    expect(asked()).toEqual([presence]);
  });

  test.each([
    ['another subject', AUTHORIZER.issuer, 'subject-2'],
    ['another issuer', 'https://elsewhere.example.com', AUTHORIZER.subject],
  ])('answers 401 when the name belongs to %s, and writes no row', async (_, issuer, subject) => {
    bindNameTo(issuer, subject);
    const log = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(await handler(signedIn)).toEqual({ statusCode: 401 });
    const check = 'the name belongs to another subject';
    expect(log.mock.calls).toEqual([
      [{ message: 'A token was refused', connectionId: CONNECTION_ID, check }],
    ]);
    log.mockRestore();
    expect(rowsPut(db)).toEqual([]);
    expect(lambda.calls()).toHaveLength(0);
  });

  test.each([
    ['without a token', { principalId: 'unauthenticated', protocol: 'v2' }],
    ['with one', { ...AUTHORIZER, protocol: 'v2' }],
  ])('echoes the subprotocol of v2, and keeps it with every row: %s', async (_, authorizer) => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    expect(await handler(makeEvent({ authorizer }))).toEqual({
      statusCode: 200,
      headers: { 'Sec-WebSocket-Protocol': 'chat.v2' },
    });
    const items = itemsPut(db);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ protocol: 'v2' });
  });

  test('answers 429 who has opened too many within the hour, and writes no row', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    db.on(UpdateCommand).rejects(new ConditionalCheckFailedException({ message: '', $metadata: {} }));
    const inAnHour = Date.now() + 60 * 60 * 1_000;
    // Another user than the other tests': the environment remembers for how long it is refused.
    const user = 'user2';
    const pace = { pk: `pace:signIns:${user}`, sk: 'pace' };
    db.on(GetCommand, { Key: pace }).resolves({ Item: { freeAt: inAnHour } });
    const event = makeEvent({ authorizer: { ...AUTHORIZER, user } });
    expect(await handler(event)).toEqual({ statusCode: 429 });
    expect(rowsPut(db)).toEqual([]);
  });

  test('echoes nothing to a handshake that it refuses', async () => {
    bindNameTo('https://elsewhere.example.com', 'subject-2');
    expect(await handler(makeEvent({ authorizer: { ...AUTHORIZER, protocol: 'v2' } }))).toEqual({
      statusCode: 401,
    });
  });

  test('asks another function to hand over what waits: until it returns, posts are answered 410', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    db.on(QueryCommand, { TableName: 'the-messages' }).resolves({ Items: [{}], Count: 1 });
    expect(await handler(signedIn)).toEqual({ statusCode: 200 });
    const [first, { FunctionName, InvocationType, Payload } = {}, ...more] = asked();
    expect(first).toEqual(presence);
    expect(more).toEqual([]);
    expect([FunctionName, InvocationType]).toEqual(['the-deliver', 'Event']);
    expect(JSON.parse(String(Payload))).toMatchObject({ type: 'hand_over', user: 'user1' });
  });

  test.each([
    [2, []],
    [3, [{ type: 'limit_connections', user: 'user1' }]],
  ])(
    'has another function close the oldest when the user has one more than allowed: %i of 2',
    async (connections, requests) => {
      bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
      const shown = {
        isOnline: true,
        show: 'online',
        shownBy: '',
        rev: 'r',
        takenUntil: 0,
        putOffUntil: 0,
        version: 1,
      };
      db.on(GetCommand, { Key: { pk: 'user:user1', sk: 'presence' } }).resolves({ Item: shown });
      const Items = Array.from({ length: connections }, (_, index) => subscriptionRow(`id${index}`, index));
      const ofUser = { ExpressionAttributeValues: { ':pk': 'user:user1' } };
      db.on(QueryCommand, { TableName: 'the-connections', ...ofUser }).resolves({ Items });
      expect(await handler(signedIn)).toEqual({ statusCode: 200 });
      const sent = lambda.commandCalls(InvokeCommand).map(({ args }) => String(args[0].input.Payload));
      expect(sent.map((payload) => JSON.parse(payload))).toEqual(requests);
    },
  );

  test('opens nothing for a frame that says `$connect`, and passes it on to who handles frames', async () => {
    const frame = makeEvent({ eventType: 'MESSAGE', authorizer: AUTHORIZER, body: '{"type":"$connect"}' });
    expect(await handler(frame)).toEqual({ statusCode: 200 });
    expect(db.calls()).toHaveLength(0);
    expect(lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input)).toEqual([
      { FunctionName: 'the-message', InvocationType: 'Event', Payload: JSON.stringify(frame) },
    ]);
  });

  test('has nothing to do with a goodbye', async () => {
    expect(await handler(makeEvent({ eventType: 'DISCONNECT' }))).toEqual({ statusCode: 200 });
    expect(db.calls()).toHaveLength(0);
    expect(lambda.calls()).toHaveLength(0);
  });

  test('fails, so that API Gateway refuses the handshake, when the rows could not be written', async () => {
    bindNameTo(AUTHORIZER.issuer, AUTHORIZER.subject);
    db.on(BatchWriteCommand).rejects(new Error('The table is gone'));
    await expect(handler(signedIn)).rejects.toThrow('The table is gone');
  });
});
