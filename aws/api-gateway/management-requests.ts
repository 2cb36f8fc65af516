import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { POST_ATTEMPT_MS } from '../../chat/ports/posts.ts';
import { createAgents } from './kept-connections.ts';

/** More than a delivery has posts in flight, so that a post never waits for a socket. */
const SOCKETS = 128;

/** What of an answer matters. */
export interface ManagementResponse {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** @throws Error when the connection was reset or refused, or nothing came for 3 s */
export type SendRequest = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer,
) => Promise<ManagementResponse>;

/**
 * Sends requests to one host over connections that are kept. (Node's own client: what the SDK's handler adds to it is
 * a quarter of the CPU of a post.)
 * @param endpoint its scheme is heeded, for the local gateway speaks plain HTTP
 */
export function createManagementRequests({ protocol, hostname, port }: URL): SendRequest {
  const { httpAgent, httpsAgent } = createAgents(SOCKETS);
  const isPlain = protocol === 'http:';
  const agent = isPlain ? httpAgent : httpsAgent;
  const request = isPlain ? requestHttp : requestHttps;
  return (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      // The request's time and not the agent's, which would close idle connections, too: a message after a pause
      // would begin with TLS.
      const timeout = POST_ATTEMPT_MS;
      const sent = request({ agent, hostname, port, method, path, headers, timeout }, (response) => {
        // Read to its end, or the connection would not be used again.
        response.resume();
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      });
      sent.on('timeout', () => sent.destroy(new Error(`Nothing came for ${POST_ATTEMPT_MS} ms`)));
      sent.on('error', reject);
      sent.end(body);
    });
}
