import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A client of a DynamoDB on this machine, whoever asks. To be destroyed. */
export const connectDatabase = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'LOCAL' },
  });

/** @param part of the table's logical id @throws Error when the stack has none */
export function findTable(tableNames: Readonly<Record<string, string>>, part: string): string {
  const name = Object.values(tableNames).find((one) => one.includes(part));
  if (name === undefined) throw new Error(`No table ${part}`);
  return name;
}
