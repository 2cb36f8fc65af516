import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RunningStack } from '../../local/start-stack.ts';

/** A client of the DynamoDB behind a stack. Close it with `destroy()`. */
export function openDatabase({ dynamodbEndpoint }: RunningStack): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbEndpoint, region: 'us-east-1', credentials }),
  );
}
