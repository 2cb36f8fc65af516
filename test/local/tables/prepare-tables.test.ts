import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CallDynamoDb, createDynamoDbClient } from '../../../local/tables/dynamodb-client.ts';
import type { DynamoDbWorker } from '../../../local/tables/dynamodb-worker.ts';
import { startEmbeddedDynamoDb } from '../../../local/tables/embedded-dynamodb.ts';
import { prepareTables } from '../../../local/tables/prepare-tables.ts';
import type { TableDefinition } from '../../../local/tables/table-definition.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

const table: TableDefinition = {
  logicalId: 'Things',
  ttlAttribute: 'ttl',
  input: {
    TableName: 'things',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'owner', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOwner',
        KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'a'] },
      },
    ],
  },
};

let temporary: TemporaryDirectory;
let database: DynamoDbWorker | undefined;

beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
});
afterEach(async () => {
  await database?.close();
  database = undefined;
  await temporary.remove();
});

async function open(directory?: string): Promise<CallDynamoDb> {
  await database?.close();
  database = await startEmbeddedDynamoDb(directory);
  return createDynamoDbClient(database.endpoint, 'us-east-1', 'LOCAL', Date.now);
}

describe('tables', () => {
  test('are made with their indexes, and can be used at once', async () => {
    const call = await open();
    await prepareTables(call, [table], 'start over');
    await call('PutItem', { TableName: 'things', Item: { id: { S: '1' }, owner: { S: 'me' } } });
    const found = await call('Query', {
      TableName: 'things',
      IndexName: 'byOwner',
      KeyConditionExpression: '#owner = :me',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':me': { S: 'me' } },
    });
    expect(found).toMatchObject({ Count: 1 });
  });

  test('keep their data over a restart', async () => {
    const directory = join(temporary.path, 'dynamodb');
    const first = await open(directory);
    await prepareTables(first, [table], 'start over');
    const Item = { id: { S: '1' }, owner: { S: 'me' } };
    await first('PutItem', { TableName: 'things', Item });
    const second = await open(directory);
    await prepareTables(second, [table], 'start over');
    expect(await second('GetItem', { TableName: 'things', Key: { id: { S: '1' } } })).toEqual({ Item });
  });

  test('of another shape than the one on disk are refused, with what to do', async () => {
    const call = await open();
    await prepareTables(call, [table], 'start over');
    const { GlobalSecondaryIndexes: _dropped, ...withoutIndex } = table.input;
    const changed = {
      ...table,
      input: { ...withoutIndex, AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] },
    };
    await expect(prepareTables(call, [changed], 'start over')).rejects.toThrow(
      /"things" was made with other keys or indexes than "Things" has now .*: start over\.$/,
    );
  });
});

test('a database that cannot be opened says what to do', async () => {
  const directory = join(temporary.path, 'dynamodb');
  database = await startEmbeddedDynamoDb(directory);
  await expect(startEmbeddedDynamoDb(directory).then((second) => second.close())).rejects.toThrow(
    /can't be opened.*--data DIR/,
  );
});
