import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { PostOutcome, Posts } from '../chat/ports/posts.ts';

/**
 * Posts through API Gateway's management API, signed with AWS's own signer and sent by the SDK client's own handler
 * under its credentials and region. The SDK's command does the same with three times the CPU: most of it goes into a
 * dozen middlewares and a schema for a request that has one path and one body (`npm run bench -- post-cpu`).
 */
export function createManagementPosts(client: ApiGatewayManagementApiClient, endpoint: string): Posts {
  const { credentials, region, requestHandler, sha256 } = client.config;
  const signer = new SignatureV4({ service: 'execute-api', credentials, region, sha256 });
  const { protocol, hostname, host, port, pathname } = new URL(endpoint);
  const base = pathname.replace(/\/$/, '');

  async function attempt(
    method: 'POST' | 'DELETE',
    connectionId: string,
    body?: Buffer,
  ): Promise<PostOutcome> {
    const request = new HttpRequest({
      method,
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      // Ids look like `R1kmxc2VNjMCFIA=`.
      path: `${base}/@connections/${encodeURIComponent(connectionId)}`,
      headers: { host, ...(body && { 'content-length': String(body.length) }) },
      body,
    });
    try {
      const { response } = await requestHandler.handle((await signer.sign(request)) as HttpRequest);
      // Read to its end, or the connection would not be used again.
      response.body?.resume();
      return judgeStatus(response.statusCode, response.headers['retry-after']);
    } catch (cause) {
      // Reset, refused or timed out.
      return { kind: 'passing', cause };
    }
  }

  return {
    post: (connectionId, frame) => attempt('POST', connectionId, Buffer.from(frame)),
    close: (connectionId) => attempt('DELETE', connectionId),
  };
}

/** What a status means. The real 410's body is no JSON, so the status alone decides. */
function judgeStatus(status: number, retryAfter: string | undefined): PostOutcome {
  if (status >= 200 && status < 300) return { kind: 'posted' };
  if (status === 410) return { kind: 'gone' };
  const cause = new Error(`A post was answered ${status}`);
  if (status !== 429 && status < 500) return { kind: 'failed', cause };
  const seconds = Number(retryAfter);
  return seconds > 0 ? { kind: 'passing', cause, retryAfterMs: seconds * 1_000 } : { kind: 'passing', cause };
}
