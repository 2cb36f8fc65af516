import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inPartition, queryPages } from '../../aws/dynamodb/query-pages.ts';
import { makeConnectionId, TABLES } from '../../bench/model/audience.ts';
import { type Model, NEXT_PATH, STAGE_PATH, startModel } from '../../bench/model/model.ts';
import { collect } from '../contract/collect.ts';

const RECIPIENTS = 12_000;
const credentials = { accessKeyId: 'an-id', secretAccessKey: 'a-secret' };

let model: Model & { close(): void };
let db: DynamoDBDocumentClient;
let management: ApiGatewayManagementApiClient;
let lambda: LambdaClient;

beforeAll(async () => {
  model = await startModel({ database: 0, post: 0, invocation: 0 });
  const options = { region: 'eu-central-1', credentials, maxAttempts: 1 };
  db = DynamoDBDocumentClient.from(new DynamoDBClient({ ...options, endpoint: model.url }));
  management = new ApiGatewayManagementApiClient({ ...options, endpoint: model.url + STAGE_PATH });
  lambda = new LambdaClient({ ...options, endpoint: model.url });
});

afterAll(() => {
  for (const client of [db, management, lambda]) client.destroy();
  model.close();
});

test('gives a large audience in pages, every subscription once', async () => {
  model.fill({ recipients: RECIPIENTS });

  const pages = await collect(
    queryPages(db, inPartition(TABLES.connections, 'lobby', { consistent: false })),
  );

  expect(pages.length).toBeGreaterThan(1);
  expect(new Set(pages.flat().map(({ sk }) => sk)).size).toBe(RECIPIENTS);
});

test('forgets its pages when a row is written or deleted', async () => {
  model.fill({ recipients: 2 });
  const readLobby = async () => {
    const query = inPartition(TABLES.connections, 'lobby', { consistent: false });
    return (await collect(queryPages(db, query))).flat().map(({ sk }) => sk);
  };
  await readLobby();

  await db.send(new PutCommand({ TableName: TABLES.connections, Item: { pk: 'lobby', sk: 'another' } }));
  const Key = { pk: 'lobby', sk: makeConnectionId(1) };
  await db.send(
    new BatchWriteCommand({ RequestItems: { [TABLES.connections]: [{ DeleteRequest: { Key } }] } }),
  );

  expect(await readLobby()).toEqual([makeConnectionId(0), 'another']);
});

test('counts whom posts reach, and tells the gone from the throttled', async () => {
  model.fill({ recipients: 4, faults: { gone: 4 } });
  const post = (index: number) =>
    management.send(new PostToConnectionCommand({ ConnectionId: makeConnectionId(index), Data: 'hello' }));

  await post(0);
  await expect(post(3)).rejects.toThrow(GoneException);
  await management.send(new DeleteConnectionCommand({ ConnectionId: makeConnectionId(1) }));

  expect(model.report(TABLES.connections)).toMatchObject({
    live: 3,
    delivered: 1,
    closed: 1,
    lost: 1,
    posts: 2,
    // The record, and the subscriptions to the lobby and to the user's own channel.
    leftOverRows: 3,
  });

  model.fill({ recipients: 1, faults: { throttled: 1 } });
  await expect(post(0)).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
});

test('hands an asynchronous invocation to an environment that asks for it', async () => {
  const asked = fetch(model.url + NEXT_PATH, { headers: { 'x-first': 'yes' } });
  const Payload = JSON.stringify({ type: 'chunk' });

  await lambda.send(new InvokeCommand({ FunctionName: 'deliver', InvocationType: 'Event', Payload }));

  expect(await (await asked).json()).toEqual({ type: 'chunk' });
  expect(model.isIdle()).toBe(false);
});
