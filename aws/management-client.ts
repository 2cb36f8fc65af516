import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';

/** A post to a dead client that nobody noticed yet can hang for 30 s. */
const ATTEMPT_MS = 3_000;
const CONNECT_MS = 1_000;

/**
 * The management API of one stage.
 * @param endpoint the stage's callback URL; its scheme is kept, for the local gateway speaks plain HTTP
 */
export function createManagementClient(endpoint: string): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint,
    // Attempts are the delivery's own business: it knows deadlines, and that a young connection answers 410.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ATTEMPT_MS,
      throwOnRequestTimeout: true,
    },
  });
}
