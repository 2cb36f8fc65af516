import type { CreateTableInput, IndexDefinition, TableDefinition } from '../tables/table-definition.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

/** Reads both kinds of table: AWS::DynamoDB::Table, and AWS::DynamoDB::GlobalTable (CDK's TableV2). */
export function readTables(stack: ResolvedStacks): TableDefinition[] {
  return stack.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTable);
}

function readTable(table: LocalResource): TableDefinition {
  const expiry = table.property('TimeToLiveSpecification') as
    | { readonly AttributeName?: string; readonly Enabled?: boolean | string }
    | undefined;
  const globalIndexes = readIndexes(table, 'GlobalSecondaryIndexes');
  const localIndexes = readIndexes(table, 'LocalSecondaryIndexes');
  return {
    logicalId: table.logicalId,
    input: {
      TableName: table.name,
      AttributeDefinitions: table.property(
        'AttributeDefinitions',
      ) as CreateTableInput['AttributeDefinitions'],
      KeySchema: table.property('KeySchema') as CreateTableInput['KeySchema'],
      // Whatever the template pays for: nothing is metered here.
      BillingMode: 'PAY_PER_REQUEST',
      ...(globalIndexes ? { GlobalSecondaryIndexes: globalIndexes } : {}),
      ...(localIndexes ? { LocalSecondaryIndexes: localIndexes } : {}),
    },
    ...(expiry?.AttributeName && String(expiry.Enabled) === 'true'
      ? { ttlAttribute: expiry.AttributeName }
      : {}),
  };
}

function readIndexes(table: LocalResource, property: string): IndexDefinition[] | undefined {
  const indexes = (table.property(property) ?? []) as IndexDefinition[];
  const read = indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
  return read.length > 0 ? read : undefined;
}
