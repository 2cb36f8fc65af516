import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { RunningStack } from '../../local/start-stack.ts';

/** A client of the DynamoDB behind a stack. Close it with `destroy()`. */
export function openDatabase({ dynamodbEndpoint }: RunningStack): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbEndpoint, region: 'us-east-1', credentials }),
  );
}

/** The name of the table whose logical id contains `part`. */
export function findTable({ tableNames }: RunningStack, part: string): string {
  const found = Object.entries(tableNames).find(([logicalId]) => logicalId.includes(part));
  if (!found) throw new Error(`No table of this stack has ${part} in its logical id`);
  return found[1];
}

/** All keys of a table, as `partition / sort`. Tests may scan; the chat never does. */
export async function readRows(stack: RunningStack, part: string): Promise<string[]> {
  const client = openDatabase(stack);
  const rows: string[] = [];
  try {
    for await (const { Items } of paginateScan({ client }, { TableName: findTable(stack, part) })) {
      for (const { pk, sk } of Items ?? []) rows.push(`${pk} / ${sk}`);
    }
  } finally {
    client.destroy();
  }
  return rows.sort();
}

/** Reads again until the rows are as they should be; the test's own timeout is the limit. */
export async function untilRows(
  read: () => Promise<string[]>,
  isSo: (rows: string[]) => boolean,
): Promise<string[]> {
  for (;;) {
    const rows = await read();
    if (isSo(rows)) return rows;
  }
}
