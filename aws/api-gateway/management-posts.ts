import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { createCache } from '../../chat/ports/cache.ts';
import type { PostOutcome, Posts } from '../../chat/ports/posts.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { createManagementRequests } from './management-requests.ts';
import {
  createRequestSigner,
  hashBody,
  type RequestSigner,
  type SigningCredentials,
} from './request-signature.ts';

interface Body {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** More than there are frames of one moment; a frame is up to 32 KB. */
const FRAMES_KEPT = 16;
/** As the SDK says of a frame; nothing documents whether API Gateway minds. */
const FRAME_TYPE = 'application/octet-stream';
const NO_BODY: Body = { bytes: Buffer.alloc(0), hash: hashBody('') };

/** For how long the SDK's provider is not asked again; it renews minutes before the end. */
const CREDENTIALS_MS = 1_000;

/**
 * Posts through API Gateway's management API, under the SDK client's credentials and region, but signed and sent here:
 * the SDK's command takes several times the CPU, most of it for a dozen middlewares and a schema, though the request
 * has one path and one body (`npm run bench -- post-cpu`).
 * @param endpoint the stage's callback URL
 */
export function createManagementPosts(
  client: ApiGatewayManagementApiClient,
  endpoint: string,
  clock: Pick<Clock, 'now'>,
): Posts {
  const url = new URL(endpoint);
  const { host } = url;
  const base = url.pathname.replace(/\/$/, '');
  const send = createManagementRequests(url);
  const bodies = createCache<Body>(FRAMES_KEPT);
  let sign: RequestSigner | undefined;
  let credentials: SigningCredentials | undefined;
  let credentialsUntil = 0;

  async function prepare(now: number): Promise<{ sign: RequestSigner; credentials: SigningCredentials }> {
    sign ??= createRequestSigner({ service: 'execute-api', region: await client.config.region() });
    credentials = await client.config.credentials();
    credentialsUntil = now + CREDENTIALS_MS;
    return { sign, credentials };
  }

  /** A message's frame is the same for all its recipients: it is encoded and hashed once. */
  function bodyOf(frame: string): Body {
    const known = bodies.get(frame);
    if (known) return known;
    const bytes = Buffer.from(frame);
    const body = { bytes, hash: hashBody(bytes) };
    bodies.set(frame, body);
    return body;
  }

  async function attempt(method: 'POST' | 'DELETE', connectionId: string, body: Body): Promise<PostOutcome> {
    try {
      const time = clock.now();
      const ready =
        sign && credentials && time < credentialsUntil ? { sign, credentials } : await prepare(time);
      // Ids look like `R1kmxc2VNjMCFIA=`.
      const path = `${base}/@connections/${encodeURIComponent(connectionId)}`;
      const { bytes, hash } = body;
      const headers = ready.sign({
        method,
        host,
        path,
        ...(bytes.length > 0 && { contentType: FRAME_TYPE }),
        bodyHash: hash,
        time,
        credentials: ready.credentials,
      });
      headers['content-length'] = String(bytes.length);
      const { status, retryAfter } = await send(method, path, headers, bytes);
      return checkStatus(status, retryAfter);
    } catch (cause) {
      // Reset, refused or timed out.
      return { kind: 'transient', cause };
    }
  }

  return {
    post: (connectionId, frame) => attempt('POST', connectionId, bodyOf(frame)),
    close: (connectionId) => attempt('DELETE', connectionId, NO_BODY),
  };
}

/** What a status means. The real 410's body is no JSON, so the status alone decides. */
function checkStatus(status: number, retryAfter: string | undefined): PostOutcome {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 410) return { kind: 'gone' };
  const cause = new Error(`API Gateway answered ${status}`);
  if (status !== 429 && status < 500) return { kind: 'failed', cause };
  const seconds = Number(retryAfter);
  return seconds > 0
    ? { kind: 'transient', cause, retryAfterMs: seconds * 1_000 }
    : { kind: 'transient', cause };
}
