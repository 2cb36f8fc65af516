import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowLocalOrigin, answerPreflight, isLocal } from '../local-origins.ts';
import { PayloadTooLarge, readBody } from '../read-body.ts';
import { loadIssuerKey } from './issuer-key.ts';
import { mintToken } from './mint-token.ts';
import { defaultExpiresIn, parseTokenRequest } from './token-request.ts';
import type { UserPool } from './user-pool.ts';

/** Stands in for the stack's user pools: an OIDC issuer whose users are whoever you say you are. */
export interface IdentityProvider {
  /**
   * An access token of the first pool's first client. `expiresIn` is in seconds, 3600 by default; negative
   * makes one that has expired. Throws when the stack has no user pool.
   */
  mint(username: string, options?: { readonly expiresIn?: number }): Promise<string>;
  /** Waits for a key that is kept. @throws StartError when it can't be read, made or used. */
  ready(): Promise<void>;
  /** Answers a request for keys, discovery or a token. False when it is for none of them. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

export interface IdentityProviderOptions {
  readonly pools: readonly UserPool[];
  /** Where the key is kept; absent: in memory. */
  readonly keyPath?: string;
  readonly now: () => number;
  readonly randomId: () => string;
}

const tokenPath = '/_local/token';
const mostBytes = 64 * 1024;

export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const { pools, keyPath, now, randomId } = options;
  const [firstPool] = pools;
  // Made at the start and, when it isn't kept, awaited when used: an RSA key takes some tenths of a second.
  const keyPromise = firstPool ? loadIssuerKey(keyPath) : undefined;
  const isKept = keyPath !== undefined;
  keyPromise?.catch(() => {});

  async function mint(body: string): Promise<{ token: string } | { error: string }> {
    if (!firstPool || !keyPromise) {
      return { error: 'This stack has no user pool: it takes tokens of another issuer, so get one there.' };
    }
    const request = parseTokenRequest(body, firstPool, now());
    return typeof request === 'string'
      ? { error: request }
      : { token: await mintToken(request, { pool: firstPool, key: await keyPromise, now, randomId }) };
  }

  async function answerTokenRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response, 'POST');
      return;
    }
    allowLocalOrigin(request, response);
    if (request.method !== 'POST') {
      request.resume();
      response.setHeader('allow', 'POST, OPTIONS');
      answer(response, 405, { error: `Send a POST to ${tokenPath}, with {"username":"user1"}.` });
      return;
    }
    try {
      const minted = await mint(await readBody(request, mostBytes));
      'error' in minted
        ? answer(response, 400, minted)
        : answer(response, 200, { access_token: minted.token, token_type: 'Bearer' });
    } catch (error) {
      if (!(error instanceof PayloadTooLarge)) throw error;
      answer(response, 413, { error: error.message });
    }
  }

  return {
    ready: async () => void (isKept && (await keyPromise)),
    async mint(username, { expiresIn = defaultExpiresIn } = {}) {
      const minted = await mint(JSON.stringify({ username, expires_in: expiresIn }));
      if ('error' in minted) {
        throw new Error(minted.error);
      }
      return minted.token;
    },
    async handleRequest(request, response) {
      const path = request.url?.split('?', 1)[0] ?? '/';
      const host = request.headers.host ?? '';
      if (path === tokenPath) {
        await answerTokenRequest(request, response);
        return true;
      }
      const pool = pools.find(({ poolId }) => path.startsWith(`/${poolId}/.well-known/`));
      if (!pool || !keyPromise || request.method !== 'GET') {
        return false;
      }
      if (path.endsWith('/jwks.json')) {
        allowLocalOrigin(request, response);
        answer(response, 200, { keys: [(await keyPromise).publicJwk] });
      } else if (path.endsWith('/openid-configuration')) {
        allowLocalOrigin(request, response);
        answer(response, 200, {
          issuer: pool.issuer,
          // A function asks under the pool's own host, which it finds by TLS.
          jwks_uri: `${isLocal(host) ? 'http' : 'https'}://${host}/${pool.poolId}/.well-known/jwks.json`,
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['token'],
          subject_types_supported: ['public'],
        });
      } else {
        return false;
      }
      return true;
    },
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
