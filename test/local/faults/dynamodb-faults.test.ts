import { connect } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Rule } from '../../../local/faults/rule.ts';
import { createDynamoDbClient } from '../../../local/tables/dynamodb-client.ts';
import { type DynamoDbWorker, startDynamoDbWorker } from '../../../local/tables/dynamodb-worker.ts';
import { startEmbeddedDynamoDb } from '../../../local/tables/embedded-dynamodb.ts';

const TableName = 'things';
let embedded: DynamoDbWorker;
let forwarding: DynamoDbWorker;
const clients: DynamoDBClient[] = [];

beforeAll(async () => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  embedded = await startEmbeddedDynamoDb();
  forwarding = await startDynamoDbWorker('./forwarding-dynamodb-worker.mjs', {
    endpoint: embedded.endpoint,
    accessKeyId: 'LOCAL',
  });
  const call = createDynamoDbClient(embedded.endpoint, 'us-east-1', 'LOCAL', Date.now);
  await call('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) {
    client.destroy();
  }
});
afterAll(async () => {
  await forwarding.close();
  await embedded.close();
});

describe.each([
  ['the embedded database', () => embedded],
  ['a thread before another database', () => forwarding],
])('%s', (_name, find) => {
  /** A client as function `caller` has it, behind the rules. */
  async function interpose(rules: readonly Partial<Rule>[], latencyMs = 0, accessKeyId = 'caller') {
    const { endpoint, interpose: put } = find();
    await put({
      seed: 1,
      latencyMs,
      rules: rules.map((rule, index) => ({ key: `rules[${index}]`, share: 1, ...rule }) as Rule),
      functionNames: ['caller'],
      isRecording: true,
    });
    const client = new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'LOCAL' },
      maxAttempts: 1,
    });
    clients.push(client);
    return {
      put: (id: string) => client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } })),
      get: async (id: string) =>
        (await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item,
    };
  }

  test('throttles as DynamoDB does', async () => {
    const { put } = await interpose([{ action: 'throttle' }]);
    await expect(put('a')).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  test.each([
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailableException'],
  ])('fails with %d as DynamoDB does', async (status, name) => {
    const { put } = await interpose([{ action: 'error', status }]);
    await expect(put('a')).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  test('resets connections, and drops those that hang', async () => {
    const { put, get } = await interpose([
      { action: 'reset', operations: ['PutItem'] },
      { action: 'hang', forMs: 20 },
    ]);
    await expect(put('a')).rejects.toThrow('ECONNRESET');
    const start = performance.now();
    await expect(get('a')).rejects.toThrow('socket hang up');
    expect(performance.now() - start).toBeGreaterThanOrEqual(20);
  });

  test('has written what a failure that is applied was asked to', async () => {
    const id = `applied ${_name}`;
    const failing = await interpose([{ action: 'reset', applied: true, operations: ['PutItem'] }]);
    await expect(failing.put(id)).rejects.toThrow();
    expect(await failing.get(id)).toEqual({ id: { S: id } });
    await expect((await interpose([{ action: 'error', applied: true }])).put(id)).rejects.toMatchObject({
      name: 'InternalServerError',
    });
  });

  test('has not written what another failure was asked to', async () => {
    const id = `not applied ${_name}`;
    const failing = await interpose([{ action: 'reset', operations: ['PutItem'] }]);
    await expect(failing.put(id)).rejects.toThrow();
    expect(await failing.get(id)).toBeUndefined();
  });

  test('answers no sooner than the latency says', async () => {
    const { put } = await interpose([], 40);
    const start = performance.now();
    await Promise.all(['a', 'b', 'c'].map(put));
    expect(performance.now() - start).toBeGreaterThanOrEqual(40);
  });

  test("leaves the run's own calls alone, and does not count them", async () => {
    const before = await find().tally();
    const { put } = await interpose([{ action: 'throttle' }], 0, 'LOCAL');
    await put('a');
    expect(await find().tally()).toEqual(before);
  });

  test('counts operations, strikes, and what each function used', async () => {
    const { operations: before } = await find().tally();
    const { put, get } = await interpose([{ key: 'dynamodb.rules[9]', action: 'throttle', times: 1 }]);
    await expect(put('a')).rejects.toThrow();
    await put('a');
    await get('a');
    const { operations, struck, byFunction } = await find().tally();
    expect(operations.PutItem).toBe((before.PutItem ?? 0) + 2);
    expect(operations.GetItem).toBe((before.GetItem ?? 0) + 1);
    expect(struck['dynamodb.rules[9]']).toBe(1);
    expect(byFunction.caller?.['dynamodb:GetItem']?.[TableName]).toBeGreaterThanOrEqual(1);
  });

  test('goes on without a plan when it is taken away', async () => {
    const { put } = await interpose([{ action: 'throttle' }]);
    await find().interpose(undefined);
    const before = await find().tally();
    await put('a');
    expect(await find().tally()).toEqual(before);
  });

  test('survives a caller that dies in the middle of a request', async () => {
    const { put } = await interpose([]);
    await find().interpose(undefined);
    const socket = connect(Number(new URL(find().endpoint).port), '127.0.0.1');
    await new Promise<void>((sent) =>
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{', () => sent()),
    );
    await put('a');
    socket.resetAndDestroy();
    await new Promise((closed) => socket.once('close', closed));
    await put('b');
    await put('c');
  });
});

test('a database that has ended has nothing to tell', async () => {
  const other = await startEmbeddedDynamoDb();
  await other.close();
  await expect(other.tally()).rejects.toThrow('has ended');
});
