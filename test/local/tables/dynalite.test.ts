import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDynalite } from '../../../local/tables/dynalite.mjs';
import { type CallDynamoDb, createDynamoDbClient } from '../../../local/tables/dynamodb-client.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const keysOnly = { ProjectionType: 'KEYS_ONLY' };
const things = {
  TableName: 'things',
  AttributeDefinitions: ['pk', 'sk', 'kind'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: keys('pk', 'sk'),
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [{ IndexName: 'byKind', KeySchema: keys('kind', 'sk'), Projection: keysOnly }],
  LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema: keys('pk', 'kind'), Projection: keysOnly }],
};
const ofPartition = {
  TableName: 'things',
  KeyConditionExpression: 'pk = :a',
  ExpressionAttributeValues: { ':a': { S: 'a' } },
};
const oneOfPartition = { TableName: 'things', Key: { pk: { S: 'a' }, sk: { S: '001' } } };

describe.each(['in memory', 'in files'])('dynalite %s leaves nothing open behind', (place) => {
  let temporary: TemporaryDirectory;
  let dynalite: ReturnType<typeof createDynalite>;
  let call: CallDynamoDb;

  beforeEach(async () => {
    temporary = await makeTemporaryDirectory();
    dynalite = createDynalite(place === 'in files' ? temporary.path : undefined);
    await once(dynalite.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = dynalite.server.address() as AddressInfo;
    call = createDynamoDbClient(`http://127.0.0.1:${port}`, 'us-east-1', 'LOCAL', Date.now);
    for (const TableName of ['things', 'others']) {
      await call('CreateTable', { ...things, TableName });
      while (!JSON.stringify(await call('DescribeTable', { TableName })).includes('"TableStatus":"ACTIVE"'));
    }
    for (let number = 0; number < 50; number++) {
      const sk = { S: String(number).padStart(3, '0') };
      await call('PutItem', { TableName: 'things', Item: { pk: { S: 'a' }, sk, kind: { S: 'k' } } });
    }
  });
  afterEach(async () => {
    dynalite.server.closeAllConnections();
    await new Promise((resolve) => dynalite.server.close(resolve));
    await temporary.remove();
  });

  test.each<[string, string, object]>([
    ['a Query', 'Query', ofPartition],
    ['a Query of nothing', 'Query', { ...ofPartition, ExpressionAttributeValues: { ':a': { S: 'none' } } }],
    ['a Query that a Limit cuts', 'Query', { ...ofPartition, Limit: 3 }],
    ['a Query of the last page', 'Query', { ...ofPartition, ScanIndexForward: false, Limit: 50 }],
    [
      'a Query of an index',
      'Query',
      { ...ofPartition, IndexName: 'byKind', KeyConditionExpression: 'kind = :a', Limit: 2 },
    ],
    [
      'a Query that reads the table behind an index',
      'Query',
      { ...ofPartition, IndexName: 'local', Select: 'ALL_ATTRIBUTES', Limit: 2 },
    ],
    ['a Scan', 'Scan', { TableName: 'things' }],
    ['a Scan that a Limit cuts', 'Scan', { TableName: 'things', Limit: 2 }],
    ['a Scan of a segment', 'Scan', { TableName: 'things', Segment: 0, TotalSegments: 4 }],
    ['a GetItem', 'GetItem', oneOfPartition],
    ['a BatchGetItem', 'BatchGetItem', { RequestItems: { things: { Keys: [oneOfPartition.Key] } } }],
    ['a ListTables', 'ListTables', {}],
    ['a ListTables that a Limit cuts', 'ListTables', { Limit: 1 }],
    ['a DeleteTable', 'DeleteTable', { TableName: 'things' }],
  ])('%s', async (_name, operation, input) => {
    await call(operation, input);
    await untilNone(dynalite.countOpenIterators);
  });

  test.each<[string, object]>([
    ['its table does not exist', { ...ofPartition, TableName: 'none' }],
    ['its condition is refused', { ...ofPartition, KeyConditionExpression: 'sk = :a' }],
  ])('a Query that fails, as %s', async (_name, input) => {
    await expect(call('Query', input)).rejects.toThrow();
    await untilNone(dynalite.countOpenIterators);
  });
});

/** The answer comes first, then the end of the stream: one that stays open runs into the test's own time limit. */
async function untilNone(count: () => number): Promise<void> {
  while (count() > 0) await new Promise((resolve) => setImmediate(resolve));
}
