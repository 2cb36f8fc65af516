import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type CallDynamoDb, createDynamoDbClient } from '../../../local/tables/dynamodb-client.ts';
import type { DynamoDbWorker } from '../../../local/tables/dynamodb-worker.ts';
import { startEmbeddedDynamoDb } from '../../../local/tables/embedded-dynamodb.ts';
import { createExpiry, startExpiry } from '../../../local/tables/expiry.ts';
import type { TableDefinition } from '../../../local/tables/table-definition.ts';

const tableOf = (TableName: string, ttlAttribute?: string): TableDefinition => ({
  logicalId: TableName,
  ...(ttlAttribute && { ttlAttribute }),
  input: {
    TableName,
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'at', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
});
const tables = [tableOf('expiring', 'ttl'), tableOf('kept')];
const nowSeconds = 1_800_000_000;
const now = () => nowSeconds * 1000;

let database: DynamoDbWorker;
let call: CallDynamoDb;

beforeEach(async () => {
  database = await startEmbeddedDynamoDb();
  call = createDynamoDbClient(database.endpoint, 'us-east-1', 'LOCAL', Date.now);
  for (const { input } of tables) await call('CreateTable', input);
});
afterEach(() => database.close());

const put = (TableName: string, at: number, ttl?: object) =>
  call('PutItem', { TableName, Item: { owner: { S: 'a' }, at: { N: String(at) }, ...(ttl && { ttl }) } });

async function left(TableName: string): Promise<number[]> {
  const { Items } = (await call('Scan', { TableName })) as { Items: { at: { N: string } }[] };
  return Items.map(({ at }) => Number(at.N)).sort((a, b) => a - b);
}

test('items go when their time is over, and no others', async () => {
  const ttls = [
    { N: String(nowSeconds - 1) },
    { N: String(nowSeconds) },
    { N: String(nowSeconds + 100) },
    { S: String(nowSeconds - 1) },
    { N: '5' },
    undefined,
    { N: String(nowSeconds - 3600) },
  ];
  for (const [at, ttl] of ttls.entries()) {
    await put('expiring', at, ttl);
    await put('kept', at, ttl);
  }
  expect(await createExpiry(call, tables, now).sweep()).toBe(2);
  expect(await left('expiring')).toEqual([1, 2, 3, 4, 5]);
  expect(await left('kept')).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('an item that is given more time while it is being looked at stays', async () => {
  await put('expiring', 1, { N: String(nowSeconds - 1) });
  const renewing: CallDynamoDb = async (operation, input) => {
    if (operation === 'DeleteItem') await put('expiring', 1, { N: String(nowSeconds + 60) });
    return call(operation, input);
  };
  expect(await createExpiry(renewing, tables, now).sweep()).toBe(0);
  expect(await left('expiring')).toEqual([1]);
});

test('a large table is looked through in several sweeps, and then from its beginning', async () => {
  const expired = { N: String(nowSeconds - 1) };
  for (let at = 0; at < 400; at += 25) {
    const requests = Array.from({ length: 25 }, (_, more) => ({
      PutRequest: { Item: { owner: { S: 'a' }, at: { N: String(at + more) }, ttl: expired } },
    }));
    await call('BatchWriteItem', { RequestItems: { expiring: requests } });
  }
  const expiry = createExpiry(call, tables, now);
  expect(await expiry.sweep()).toBe(300);
  expect(await expiry.sweep()).toBe(100);
  await put('expiring', 0, expired);
  expect(await expiry.sweep()).toBe(1);
});

test('sweeps come one at a time, faults end none of them, and the last one is waited for', async () => {
  let running = 0;
  let most = 0;
  const faults: string[] = [];
  let enough: () => void = () => {};
  const five = new Promise<void>((resolve) => {
    enough = resolve;
  });
  let sweeps = 0;
  const sweep = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    if (++sweeps === 5) enough();
    throw new Error(`sweep ${sweeps}`);
  };
  const { stop } = startExpiry({ sweep }, 1, ({ message }) => faults.push(message));
  await five;
  await stop();
  expect([most, running]).toEqual([1, 0]);
  expect(faults.slice(0, 2)).toEqual(['sweep 1', 'sweep 2']);
});
