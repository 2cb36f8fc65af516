import { readFile, stat } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { createIdentityProvider } from '../../../local/identity/identity-provider.ts';
import type { UserPool } from '../../../local/identity/user-pool.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

const poolId = 'us-east-1_POOL12345';
const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
const describeClient = (clientId: string) => ({ clientId, callbackUrls: [], logoutUrls: [], scopes: [] });
const pool: UserPool = {
  logicalId: 'Users',
  poolId,
  issuer,
  groups: [],
  clients: [describeClient('first'), describeClient('second')],
};

let temporary: TemporaryDirectory;
/** Holds one key for all tests: to make one takes a core a fifth of a second. */
let kept: TemporaryDirectory;
let server: Server | undefined;
let url: string;

beforeAll(async () => {
  kept = await makeTemporaryDirectory();
});
afterAll(() => kept.remove());
beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
});
afterEach(async () => {
  await stop();
  await temporary.remove();
});

async function stop(): Promise<void> {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
}

async function serve(
  pools: readonly UserPool[] = [pool],
  keyPath = join(kept.path, 'issuer-key.json'),
): Promise<void> {
  let ids = 0;
  const provider = createIdentityProvider({
    pools,
    keyPath,
    now: Date.now,
    randomId: () => `id-${++ids}`,
  });
  server = createServer((request, response) => {
    void provider
      .handleRequest(request, response)
      .then((isAnswered) => isAnswered || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function request(body: unknown): Promise<{ status: number; access_token: string; error: string }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}/_local/token`, { method: 'POST', body: text });
  return { status: response.status, ...((await response.json()) as { access_token: string; error: string }) };
}

function verify(token: string) {
  return jwtVerify(token, createRemoteJWKSet(new URL(`${url}/${poolId}/.well-known/jwks.json`)), { issuer });
}

describe('a token', () => {
  test("has the claims of Cognito's access token, and a signature that the JWKS verifies", async () => {
    await serve();
    const { payload, protectedHeader } = await verify((await request({ username: 'user1' })).access_token);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      iss: issuer,
      client_id: 'first',
      token_use: 'access',
      username: 'user1',
      scope: expect.any(String),
      auth_time: payload.iat,
      exp: (payload.iat ?? 0) + 3600,
      jti: expect.any(String),
    });
    expect(payload.sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("has the claims of Cognito's ID token when that is asked for", async () => {
    await serve();
    const asked = { username: 'user1', token_use: 'id', client_id: 'second' };
    const { payload } = await verify((await request(asked)).access_token);
    expect(payload).toMatchObject({ aud: 'second', 'cognito:username': 'user1', token_use: 'id' });
  });

  test('has all groups of the pool for the user admin, and none for others', async () => {
    await serve([{ ...pool, groups: ['admins', 'staff'] }]);
    const groupsOf = async (asked: object) =>
      decodeJwt((await request(asked)).access_token)['cognito:groups'];
    expect(await groupsOf({ username: 'admin' })).toEqual(['admins', 'staff']);
    expect(await groupsOf({ username: 'admin', token_use: 'id' })).toEqual(['admins', 'staff']);
    expect(await groupsOf({ username: 'user1' })).toBeUndefined();
  });

  test('names the same subject for a user every time, and another for another user', async () => {
    await serve();
    const subjects: unknown[] = [];
    for (const username of ['user1', 'user1', 'user2']) {
      subjects.push(decodeJwt((await request({ username })).access_token).sub);
    }
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
  });

  test('may have expired', async () => {
    await serve();
    const { access_token } = await request({ username: 'user1', expires_in: -10 });
    await expect(verify(access_token)).rejects.toThrow(/exp/);
  });

  test.each([
    ['{', /not a JSON object/],
    ['null', /not a JSON object/],
    ['["user1"]', /not a JSON object/],
    [{}, /"username" must be/],
    [{ username: '' }, /"username" must be/],
    [{ username: 'a'.repeat(129) }, /"username" must be a string of 1 to 128/],
    [{ username: 'half \ud83d' }, /"username" must be of letters.*no half of a surrogate pair/],
    [{ username: '\ud83d' }, /"username" must be of letters.*no half of a surrogate pair/],
    [{ username: 'two words' }, /"username" must be of letters.*no spaces/],
    [{ username: 'a\n' }, /"username" must be of letters.*control characters/],
    [{ username: 'a', expiresIn: 60 }, /no field "expiresIn": it is called "expires_in"/],
    [{ username: 'a', user: 'b' }, /no field "user": there are "username", "expires_in"/],
    [{ username: 'a', expires_in: 1e13 }, /"expires_in" must lead to a time between the years/],
    [{ username: 'a', expires_in: -1e12 }, /"expires_in" must lead to a time between the years/],
    [{ username: 'a', expires_in: 'soon' }, /"expires_in" must be a whole number/],
    [{ username: 'a', expires_in: 1.5 }, /"expires_in" must be a whole number/],
    [{ username: 'a', token_use: 'refresh' }, /"token_use" must be/],
    [{ username: 'a', client_id: 'third' }, /"client_id" must be one of the pool's clients: first, second/],
  ])('is not made for %j', async (body, error) => {
    await serve();
    const answer = await request(body);
    expect(answer.status).toBe(400);
    expect(answer.error).toMatch(error);
  });

  test('is not made when the stack has no user pool', async () => {
    await serve([]);
    expect(await request({ username: 'user1' })).toMatchObject({
      status: 400,
      error: expect.stringMatching(/no user pool.*another issuer/),
    });
  });
});

describe('a request for a token', () => {
  const from = { origin: 'http://localhost:5173' };

  test('with more than 64 KB is refused with what is wrong with it', async () => {
    await serve();
    const answer = await request({ username: 'a', token_use: 'x'.repeat(3 * 1024 * 1024) });
    expect(answer).toEqual({ status: 413, error: 'The request has more than 65536 bytes.' });
  });

  test('by another method is told what to send', async () => {
    await serve();
    const answer = await fetch(`${url}/_local/token`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('Send a POST') });
  });

  test("of a page of this machine's is answered for its browser, preflight included", async () => {
    await serve();
    const preflight = await fetch(`${url}/_local/token`, {
      method: 'OPTIONS',
      headers: {
        ...from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': from.origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      vary: 'origin',
    });
    for (const body of ['{"username":"user1"}', '{']) {
      const answer = await fetch(`${url}/_local/token`, { method: 'POST', headers: from, body });
      expect(answer.headers.get('access-control-allow-origin')).toBe(from.origin);
    }
    const keys = await fetch(`${url}/${poolId}/.well-known/jwks.json`, { headers: from });
    expect(keys.headers.get('access-control-allow-origin')).toBe(from.origin);
  });

  test.each(['https://evil.example', 'http://localhost.evil.example', 'null'])(
    'of a page of %s cannot be read by it',
    async (origin) => {
      await serve();
      const answer = await fetch(`${url}/_local/token`, {
        method: 'POST',
        headers: { origin },
        body: '{"username":"user1"}',
      });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

test('what is no path is no request for this', async () => {
  await serve();
  const { hostname, port } = new URL(url);
  const status = await new Promise((resolve, reject) => {
    get({ hostname, port, path: '//' }, ({ statusCode }) => resolve(statusCode)).once('error', reject);
  });
  expect(status).toBe(404);
});

describe('the issuer', () => {
  test('can be discovered', async () => {
    await serve();
    const found = await (await fetch(`${url}/${poolId}/.well-known/openid-configuration`)).json();
    const base = `${url}/${poolId}`;
    expect(found).toMatchObject({
      issuer,
      jwks_uri: `${base}/.well-known/jwks.json`,
      authorization_endpoint: `${base}/oauth2/authorize`,
      token_endpoint: `${base}/oauth2/token`,
      userinfo_endpoint: `${base}/oauth2/userInfo`,
      revocation_endpoint: `${base}/oauth2/revoke`,
      end_session_endpoint: `${base}/logout`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: expect.arrayContaining(['openid', 'profile']),
      token_endpoint_auth_methods_supported: ['none'],
    });
  });

  test('is discovered by a function with addresses of the host that it knows', async () => {
    await serve();
    const { hostname, port } = new URL(url);
    const host = 'cognito-idp.us-east-1.amazonaws.com';
    const path = `/${poolId}/.well-known/openid-configuration`;
    const text = await new Promise<string>((resolve, reject) => {
      get({ hostname, port, path, headers: { host } }, async (response) => {
        let body = '';
        for await (const chunk of response.setEncoding('utf8')) body += chunk;
        resolve(body);
      }).once('error', reject);
    });
    expect(JSON.parse(text)).toMatchObject({
      issuer,
      jwks_uri: `https://${host}/${poolId}/.well-known/jwks.json`,
    });
  });

  test('keeps its key, readable by its owner only, so that tokens outlive a restart', async () => {
    const keyPath = join(temporary.path, 'data', 'issuer-key.json');
    await serve([pool], keyPath);
    const { access_token } = await request({ username: 'user1' });
    const written = await readFile(keyPath, 'utf8');
    expect((await stat(keyPath)).mode & 0o777).toBe(0o600);
    await stop();
    await serve([pool], keyPath);
    expect((await verify(access_token)).payload).toMatchObject({ username: 'user1' });
    expect(await readFile(keyPath, 'utf8')).toBe(written);
  });

  test('shows nothing but the public half of its key', async () => {
    await serve();
    const { keys } = (await (await fetch(`${url}/${poolId}/.well-known/jwks.json`)).json()) as {
      keys: object[];
    };
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});
