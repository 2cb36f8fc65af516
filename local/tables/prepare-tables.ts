import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { type CallDynamoDb, DynamoDbError } from './dynamodb-client.ts';
import type { CreateTableInput, IndexDefinition, TableDefinition } from './table-definition.ts';

interface TableDescription extends CreateTableInput {
  readonly TableStatus: string;
}

/** Between two looks at a table that is being made. dynalite makes it at once, DynamoDB Local nearly. */
const pollMs = 20;
/** After this many milliseconds without becoming active a table is taken to be stuck. */
const patienceMs = 30_000;

/**
 * Makes each table that isn't there and waits until all can be used.
 *
 * @param startOver What the reader can do about old data, as the end of a sentence.
 * @throws StartError when a table of the same name has other keys or indexes, or can't be made.
 */
export async function prepareTables(
  call: CallDynamoDb,
  tables: readonly TableDefinition[],
  startOver: string,
): Promise<void> {
  await Promise.all(tables.map((table) => prepareTable(call, table, startOver)));
}

async function prepareTable(call: CallDynamoDb, table: TableDefinition, startOver: string): Promise<void> {
  const { TableName } = table.input;
  let existing = await describeTable(call, TableName);
  if (!existing) {
    await call('CreateTable', table.input);
  } else if (describeShape(existing) !== describeShape(table.input)) {
    throw new StartError(
      `The table "${TableName}" was made with other keys or indexes than "${table.logicalId}" has now ` +
        `(${describeShape(existing)}, now ${describeShape(table.input)}): ${startOver}.`,
    );
  }
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    existing = await describeTable(call, TableName);
    if (existing?.TableStatus === 'ACTIVE') {
      break;
    }
    if (waitedMs > patienceMs) {
      throw new StartError(`The table "${TableName}" did not become active within ${patienceMs / 1000} s.`);
    }
    await delay(pollMs);
  }
  await enableExpiry(call, table);
}

async function describeTable(call: CallDynamoDb, tableName: string): Promise<TableDescription | undefined> {
  try {
    const answer = (await call('DescribeTable', { TableName: tableName })) as { Table: TableDescription };
    return answer.Table;
  } catch (error) {
    if (error instanceof DynamoDbError && error.type === 'ResourceNotFoundException') {
      return undefined;
    }
    throw error;
  }
}

/** Turns expiry on where the endpoint knows it: DynamoDB Local does, dynalite doesn't. */
async function enableExpiry(call: CallDynamoDb, { input, ttlAttribute }: TableDefinition): Promise<void> {
  if (ttlAttribute === undefined) {
    return;
  }
  const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
  await call('UpdateTimeToLive', { TableName: input.TableName, TimeToLiveSpecification }).catch((error) => {
    // Unknown to dynalite; or a validation error, because it is on already. Readers must filter expired
    // items anyway, since even AWS deletes them late.
    if (!(error instanceof DynamoDbError)) {
      throw error;
    }
  });
}

/** What can't be changed without making the table anew, in one line that can be compared and read. */
function describeShape(table: CreateTableInput): string {
  const types = new Map(table.AttributeDefinitions.map((one) => [one.AttributeName, one.AttributeType]));
  const describeKeys = (keys: CreateTableInput['KeySchema']) =>
    keys
      .map(({ AttributeName, KeyType }) => `${AttributeName} ${types.get(AttributeName)} ${KeyType}`)
      .join(' + ');
  const describeIndex = ({ IndexName, KeySchema, Projection }: IndexDefinition) =>
    `${IndexName}: ${describeKeys(KeySchema)} ${Projection.ProjectionType ?? ''} ${[...(Projection.NonKeyAttributes ?? [])].sort()}`.trim();
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return [describeKeys(table.KeySchema), ...indexes.map(describeIndex).sort()].join('; ');
}
