import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { INVERSE_INDEX, PARTITION_KEY, SORT_KEY } from '../../aws/schema.ts';

export interface TableNames {
  readonly connections: string;
  readonly people: string;
  readonly messages: string;
}

/** Makes the three tables as `lib/tables.ts` describes them, each under a name that starts with the prefix. */
export async function createTables(client: DynamoDBClient, prefix: string): Promise<TableNames> {
  const tables = {
    connections: `${prefix}-connections`,
    people: `${prefix}-people`,
    messages: `${prefix}-messages`,
  };
  for (const TableName of Object.values(tables)) {
    const indexed = TableName === tables.people ? withInverseIndex(TABLE) : TABLE;
    await client.send(new CreateTableCommand({ TableName, ...indexed }));
    await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.1, maxWaitTime: 10 }, { TableName });
  }
  return tables;
}

export async function deleteTables(client: DynamoDBClient, tables: TableNames): Promise<void> {
  for (const TableName of Object.values(tables)) await client.send(new DeleteTableCommand({ TableName }));
}

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' } as const,
  { AttributeName: sortKey, KeyType: 'RANGE' } as const,
];

const TABLE: Omit<CreateTableCommandInput, 'TableName'> = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text(PARTITION_KEY), text(SORT_KEY)],
  KeySchema: keys(PARTITION_KEY, SORT_KEY),
};

function withInverseIndex(table: typeof TABLE): typeof TABLE {
  return {
    ...table,
    AttributeDefinitions: [...(table.AttributeDefinitions ?? []), text(INVERSE_INDEX.partitionKey)],
    GlobalSecondaryIndexes: [
      {
        IndexName: INVERSE_INDEX.name,
        KeySchema: keys(INVERSE_INDEX.partitionKey, INVERSE_INDEX.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}
