import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningStack } from '../../local/start-stack.ts';
import { type CallDynamoDb, createDynamoDbClient } from '../../local/tables/dynamodb-client.ts';

type Row = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

interface Page {
  readonly Items?: readonly Row[];
  readonly LastEvaluatedKey?: Row;
}

/** Calls the DynamoDB behind a stack. To load the SDK takes each test file a second, and each of its clients some more. */
const callDatabase = ({ dynamodbEndpoint }: RunningStack): CallDynamoDb =>
  createDynamoDbClient(dynamodbEndpoint, 'us-east-1', 'local', Date.now);

/** The name of the table whose logical id contains `part`. */
export function findTable({ tableNames }: RunningStack, part: string): string {
  const found = Object.entries(tableNames).find(([logicalId]) => logicalId.includes(part));
  if (!found) throw new Error(`No table of this stack has ${part} in its logical id`);
  return found[1];
}

/** All keys of a table, as `partition / sort`. Tests may scan; the chat never does. */
export async function readRows(stack: RunningStack, part: string): Promise<string[]> {
  const call = callDatabase(stack);
  const rows: string[] = [];
  for (let start: Row | undefined; ; ) {
    const input = { TableName: findTable(stack, part), ...(start && { ExclusiveStartKey: start }) };
    const { Items = [], LastEvaluatedKey } = (await call('Scan', input)) as Page;
    for (const { pk, sk } of Items) rows.push(`${pk.S} / ${sk.S}`);
    start = LastEvaluatedKey;
    if (!start) return rows.sort();
  }
}

/** The sort keys of one partition, of up to 1 MB. */
export async function readPartition(stack: RunningStack, part: string, partition: string): Promise<string[]> {
  const { Items = [] } = (await callDatabase(stack)('Query', {
    TableName: findTable(stack, part),
    ...isOf(partition),
  })) as Page;
  return Items.map(({ sk }) => sk.S);
}

const isOf = (partition: string) => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: partition } },
});

/** Whether a row of the connections' table is of one, and not of a ban, which stays there when it has ended. */
export const isOfConnection = (row: string) => !row.endsWith(' / !state');

/** Deletes all rows of one partition. */
export async function deletePartition(stack: RunningStack, part: string, partition: string): Promise<void> {
  const call = callDatabase(stack);
  const table = { TableName: findTable(stack, part) };
  for (;;) {
    const { Items = [], LastEvaluatedKey } = (await call('Query', { ...table, ...isOf(partition) })) as Page;
    for (const { pk, sk } of Items) await call('DeleteItem', { ...table, Key: { pk, sk } });
    if (!LastEvaluatedKey) return;
  }
}

/** Between two looks: they keep a core and the database from what they wait for. */
const PAUSE_MS = 30;

/** Reads again until the rows are as they should be; the test's own timeout is the limit. */
export async function untilRows(
  read: () => Promise<string[]>,
  isSo: (rows: string[]) => boolean,
): Promise<string[]> {
  for (;;) {
    const rows = await read();
    if (isSo(rows)) return rows;
    await sleep(PAUSE_MS);
  }
}
