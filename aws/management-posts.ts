import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { HttpRequest } from '@smithy/core/protocols';
import { createMemory } from '../chat/memory.ts';
import type { PostOutcome, Posts } from '../chat/ports/posts.ts';
import type { Clock } from '../chat/ports/runtime.ts';
import { createRequestSigner, hashBody, type RequestSigner } from './request-signature.ts';

interface Body {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** More than there are frames of one moment; a frame is up to 32 KB. */
const FRAMES_KEPT = 16;
const NO_BODY: Body = { bytes: Buffer.alloc(0), hash: hashBody('') };

/**
 * Posts through API Gateway's management API: signed here, sent by the SDK client's own handler, under its
 * credentials and region. The SDK's command takes several times the CPU, most of it for a dozen middlewares and a
 * schema, though the request has one path and one body (`npm run bench -- post-cpu`).
 * @param endpoint the stage's callback URL; its scheme is kept, for the local gateway speaks plain HTTP
 */
export function createManagementPosts(
  client: ApiGatewayManagementApiClient,
  endpoint: string,
  clock: Pick<Clock, 'now'>,
): Posts {
  const { protocol, hostname, host, port, pathname } = new URL(endpoint);
  const target = { protocol, hostname, ...(port && { port: Number(port) }) };
  const base = pathname.replace(/\/$/, '');
  const bodies = createMemory<Body>(FRAMES_KEPT);
  let opening: Promise<RequestSigner> | undefined;

  async function openSigner(): Promise<RequestSigner> {
    return createRequestSigner({ service: 'execute-api', region: await client.config.region() });
  }

  /** A message's frame is the same for all its recipients: it is encoded and hashed once. */
  function bodyOf(frame: string): Body {
    const known = bodies.recall(frame);
    if (known) return known;
    const bytes = Buffer.from(frame);
    const body = { bytes, hash: hashBody(bytes) };
    bodies.remember(frame, body);
    return body;
  }

  async function attempt(method: 'POST' | 'DELETE', connectionId: string, body: Body): Promise<PostOutcome> {
    try {
      opening ??= openSigner();
      // Asked each time: the SDK's provider renews them.
      const [sign, credentials] = [await opening, await client.config.credentials()];
      // Ids look like `R1kmxc2VNjMCFIA=`.
      const path = `${base}/@connections/${encodeURIComponent(connectionId)}`;
      const { bytes, hash } = body;
      const signed = sign({ method, host, path, bodyHash: hash, time: clock.now(), credentials });
      const headers = { ...signed, 'content-length': String(bytes.length) };
      const request = new HttpRequest({ ...target, method, path, headers, body: bytes });
      const { response } = await client.config.requestHandler.handle(request);
      // Read to its end, or the connection would not be used again.
      response.body?.resume();
      return judgeStatus(response.statusCode, response.headers['retry-after']);
    } catch (cause) {
      // Reset, refused or timed out.
      return { kind: 'passing', cause };
    }
  }

  return {
    post: (connectionId, frame) => attempt('POST', connectionId, bodyOf(frame)),
    close: (connectionId) => attempt('DELETE', connectionId, NO_BODY),
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
