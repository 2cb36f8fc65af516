import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAgents } from './kept-connections.ts';

/** Three attempts of 1.5 s: within the 5 s after which a write counts as failed. */
const ATTEMPTS = 3;
const ATTEMPT_MS = 1_500;
const CONNECT_MS = 1_000;
/** The SDK's own number. */
const SOCKETS = 50;

/** A document client whose calls end, one way or the other, within 5 s. Region and endpoint: the environment's. */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: {
      ...createAgents(SOCKETS),
      connectionTimeout: CONNECT_MS,
      requestTimeout: ATTEMPT_MS,
      // Without this the SDK only warns (its NodeHttpHandlerOptions) and goes on waiting.
      throwOnRequestTimeout: true,
    },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
