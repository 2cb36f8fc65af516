import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { PostOutcome, Posts } from '../chat/ports/posts.ts';

/** Posts through API Gateway's management API. */
export function createManagementPosts(client: ApiGatewayManagementApiClient): Posts {
  return {
    async post(connectionId, frame) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: frame }));
        return { kind: 'posted' };
      } catch (error) {
        return judgeFailure(error);
      }
    },

    async close(connectionId) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
      } catch {
        // Closed already, or unreachable for the one who wants it gone: its rows go at the next post or by TTL.
      }
    },
  };
}

/** What a failed post means. The status decides: the real 410's body is no JSON, so its name may be lost. */
function judgeFailure(error: unknown): PostOutcome {
  const { $metadata, $response } = error as SdkFailure;
  const status = $metadata?.httpStatusCode;
  if (status === 410) return { kind: 'gone' };
  // No status: the connection was reset or refused, or the attempt timed out.
  if (status !== undefined && status !== 429 && status < 500) return { kind: 'failed', cause: error };
  const seconds = Number($response?.headers?.['retry-after']);
  return seconds > 0
    ? { kind: 'passing', cause: error, retryAfterMs: seconds * 1_000 }
    : { kind: 'passing', cause: error };
}

interface SdkFailure {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}
