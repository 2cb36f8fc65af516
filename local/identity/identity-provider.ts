import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowLocalOrigin, answerPreflight, isLocal } from '../local-origins.ts';
import { PayloadTooLarge, readBody } from '../read-body.ts';
import { answerJson } from './answer-json.ts';
import { loadIssuerKey } from './issuer-key.ts';
import { mintToken } from './mint-token.ts';
import { createAuthorizationCodes } from './oidc/authorization-codes.ts';
import { findPoolEndpoint } from './oidc/pool-endpoints.ts';
import { createRevokedSignIns } from './oidc/revoked-sign-ins.ts';
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
  /** Answers a request for a token, or to one of a pool's own endpoints. False when it is for none of them. */
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
/** Far more than a person can have under way. */
const mostCodes = 1_000;
const mostRevoked = 10_000;

export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const { pools, keyPath, now, randomId } = options;
  const [firstPool] = pools;
  // Made at the start and, when it isn't kept, awaited when used: an RSA key takes some tenths of a second.
  const keyPromise = firstPool ? loadIssuerKey(keyPath) : undefined;
  const isKept = keyPath !== undefined;
  keyPromise?.catch(() => {});
  const codes = createAuthorizationCodes({ now, randomId, most: mostCodes });
  const revoked = createRevokedSignIns(mostRevoked);

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
      answerJson(response, 405, { error: `Send a POST to ${tokenPath}, with {"username":"user1"}.` });
      return;
    }
    try {
      const minted = await mint(await readBody(request, mostBytes));
      'error' in minted
        ? answerJson(response, 400, minted)
        : answerJson(response, 200, { access_token: minted.token, token_type: 'Bearer' });
    } catch (error) {
      if (!(error instanceof PayloadTooLarge)) throw error;
      answerJson(response, 413, { error: error.message });
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
      const [path, query] = splitOnce(request.url ?? '/', '?');
      if (path === tokenPath) {
        await answerTokenRequest(request, response);
        return true;
      }
      const pool = pools.find(({ poolId }) => path.startsWith(`/${poolId}/`));
      const endpoint = pool && findPoolEndpoint(path.slice(pool.poolId.length + 1));
      if (!endpoint || !keyPromise) {
        return false;
      }
      const host = request.headers.host ?? '';
      // A function asks under the pool's own host, which it finds by TLS.
      const base = `${isLocal(host) ? 'http' : 'https'}://${host}/${pool.poolId}`;
      const key = await keyPromise;
      await endpoint({ request, response, pool, base, query, key, codes, revoked, now, randomId });
      return true;
    },
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
