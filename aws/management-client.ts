import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';

/** A post to a dead client that nobody noticed yet can hang for 30 s. */
const ATTEMPT_MS = 3_000;
const CONNECT_MS = 1_000;
/** More than a delivery has posts in flight, so that a post never waits for a socket. */
const SOCKETS = 100;

/**
 * The management API of one stage.
 * @param endpoint the stage's callback URL; its scheme is kept, for the local gateway speaks plain HTTP
 */
export function createManagementClient(endpoint: string): ApiGatewayManagementApiClient {
  const agent = { keepAlive: true, maxSockets: SOCKETS };
  return new ApiGatewayManagementApiClient({
    endpoint,
    // Attempts are the delivery's own business: it knows deadlines, and that a young connection answers 410.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ATTEMPT_MS,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
