import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAgents } from '../api-gateway/kept-connections.ts';

/** Three attempts of 1.5 s: within the 5 s after which a write counts as failed. */
const ATTEMPTS = 3;
const ON_AWS = { requestTimeout: 1_500, connectionTimeout: 1_000 };
/**
 * Locally one thread serves all calls in turn, those too that were given up: an answer is late and not lost, and another attempt
 * only joins the queue. So the first one waits, a third of what a function may take. Both times count the wait for a free socket.
 */
const LOCALLY = { requestTimeout: 10_000, connectionTimeout: 10_000 };
/** The SDK's own number. */
const SOCKETS = 50;

/**
 * A document client whose calls end, one way or the other, within 5 s; in a local run (local/README.md, `LOCAL_RUN`) they wait
 * longer. Region and endpoint: the environment's.
 */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: {
      ...createAgents(SOCKETS),
      ...(process.env.LOCAL_RUN === 'true' ? LOCALLY : ON_AWS),
      // Without this the SDK only warns (its NodeHttpHandlerOptions) and goes on waiting.
      throwOnRequestTimeout: true,
    },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
