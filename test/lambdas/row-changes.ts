import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClientResolvedConfig,
  PutCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/lib-dynamodb';
import type { AwsStub } from 'aws-sdk-client-mock';

type MockedTables = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBDocumentClientResolvedConfig>;

const describe = (row: Record<string, unknown> = {}) => `${row.pk} / ${row.sk}`;

/** All rows that were put, one by one or in batches. */
export function itemsPut(db: MockedTables): (Record<string, unknown> | undefined)[] {
  const single = db.commandCalls(PutCommand).map(({ args }) => args[0].input.Item);
  const inBatches = batchRequests(db).flatMap(({ PutRequest }) => (PutRequest ? [PutRequest.Item] : []));
  return [...single, ...inBatches];
}

/** The keys of these rows. */
export const rowsPut = (db: MockedTables): string[] => itemsPut(db).map(describe).sort();

/** The keys of all rows that were deleted, one by one or in batches. */
export function rowsDeleted(db: MockedTables): string[] {
  const single = db.commandCalls(DeleteCommand).map(({ args }) => args[0].input.Key);
  const inBatches = batchRequests(db).flatMap(({ DeleteRequest }) =>
    DeleteRequest ? [DeleteRequest.Key] : [],
  );
  return [...single, ...inBatches].map(describe).sort();
}

const batchRequests = (db: MockedTables) =>
  db
    .commandCalls(BatchWriteCommand)
    .flatMap(({ args }) => Object.values(args[0].input.RequestItems ?? {}).flat());
