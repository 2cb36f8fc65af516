import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../../fixtures/temporary-directory.ts';
import {
  type Asked,
  authorize,
  getCode,
  issuer as issuerName,
  logIn,
  page,
  postForm,
  type RunningIssuer,
  readReturn,
  redeem,
  refresh,
  startIssuer,
} from './running-issuer.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A key once for all of them: making one takes some tenths of a second. */
let temporary: TemporaryDirectory;
let keyPath: string;
let issuer: RunningIssuer;

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  keyPath = join(temporary.path, 'issuer-key.json');
});
afterAll(() => temporary.remove());
beforeEach(async () => {
  issuer = await startIssuer({ keyPath });
});
afterEach(() => issuer.stop());

/** Signs a user in from the first click to the tokens. */
async function signIn(username = 'user1', changed?: Asked): Promise<Readonly<Record<string, string>>> {
  const { body } = await redeem(issuer, await getCode(issuer, username, changed));
  return body;
}

const askUserInfo = (token: string | undefined) =>
  fetch(`${issuer.base}/oauth2/userInfo`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

describe('a page that signs its user in', () => {
  test('gets an access token and an ID token as Cognito makes them, and a refresh token', async () => {
    const answer = await redeem(issuer, await getCode(issuer, 'user1', { scope: 'openid profile' }));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      id_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile',
    });
    const keys = createRemoteJWKSet(new URL(`${issuer.base}/.well-known/jwks.json`));
    const { access_token = '', id_token = '' } = answer.body;
    const { payload: access } = await jwtVerify(access_token, keys, { issuer: issuerName });
    expect(access).toMatchObject({
      token_use: 'access',
      client_id: 'chat',
      username: 'user1',
      scope: 'openid profile',
    });
    const { payload: id } = await jwtVerify(id_token, keys, { issuer: issuerName, audience: 'chat' });
    expect(id).toMatchObject({
      token_use: 'id',
      'cognito:username': 'user1',
      nonce: 'the-nonce',
      sub: access.sub,
      auth_time: access.auth_time,
      origin_jti: access.origin_jti,
      at_hash: createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url'),
    });
    expect(access).not.toHaveProperty('nonce');
  });

  test('is the same user as by the short way, and each page may be another', async () => {
    const response = await fetch(`${issuer.url}/_local/token`, {
      method: 'POST',
      body: '{"username":"user1"}',
    });
    const { access_token } = (await response.json()) as { access_token: string };
    const [first, second] = [await signIn('user1'), await signIn('user2')];
    const subjects = [access_token, first.access_token, second.access_token].map(
      (one = '') => decodeJwt(one).sub,
    );
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
  });

  test('signs a name in as it was typed, without the spaces around it', async () => {
    const { access_token = '' } = await signIn('  Zoë<"&\'>🙂 ');
    expect(decodeJwt(access_token)).toMatchObject({ username: 'Zoë<"&\'>🙂' });
  });

  test('may read every answer of the token endpoint from another port of this machine', async () => {
    const origin = 'http://localhost:5173';
    const preflight = await fetch(`${issuer.base}/oauth2/userInfo`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'authorization' },
    });
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization',
    });
    for (const path of ['token', 'revoke']) {
      const { status, headers } = await postForm(`${issuer.base}/oauth2/${path}`, {}, { origin });
      expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 400, origin]);
    }
    const elsewhere = await postForm(`${issuer.base}/oauth2/token`, {}, { origin: 'https://evil.example' });
    expect([elsewhere.status, elsewhere.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

describe('a code', () => {
  const refused = (description: string) => ({
    status: 400,
    body: { error: 'invalid_grant', error_description: expect.stringContaining(description) },
  });

  test('that comes again gives nothing, and ends what it has given', async () => {
    const code = await getCode(issuer, 'user1');
    const { body: tokens } = await redeem(issuer, code);
    expect((await askUserInfo(tokens.access_token)).status).toBe(200);
    expect(await redeem(issuer, code)).toMatchObject(refused('used before'));
    expect(await refresh(issuer, tokens.refresh_token)).toMatchObject(refused('revoked'));
    expect((await askUserInfo(tokens.access_token)).status).toBe(401);
  });

  test('gives something to one of many who present it at once', async () => {
    const code = await getCode(issuer, 'user1');
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(issuer, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is good for five minutes', async () => {
    const [early, late] = [await getCode(issuer, 'user1'), await getCode(issuer, 'user1')];
    issuer.pass(4 * minute);
    expect((await redeem(issuer, early)).status).toBe(200);
    issuer.pass(minute);
    expect(await redeem(issuer, late)).toMatchObject(refused('expired'));
  });

  test.each<[string, Asked, string]>([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'code_verifier'],
    ['the challenge for a verifier', { code_verifier: 'x' }, 'code_verifier'],
    ['another address', { redirect_uri: 'http://localhost:5173/other' }, 'redirect_uri'],
    ['another client', { client_id: 'other' }, 'another client'],
  ])('gives nothing to who has %s, and is used up by that', async (_, changed, description) => {
    const code = await getCode(issuer, 'user1');
    expect(await redeem(issuer, code, changed)).toMatchObject(refused(description));
    expect(await redeem(issuer, code)).toMatchObject(refused('used before'));
  });

  test('asked for with a verifier that is too short to be safe gives nothing', async () => {
    const code_challenge = createHash('sha256').update('short').digest('base64url');
    const code = await getCode(issuer, 'user1', { code_challenge });
    expect(await redeem(issuer, code, { code_verifier: 'short' })).toMatchObject(refused('code_verifier'));
  });

  test('that never was gives nothing', async () => {
    expect(await redeem(issuer, 'guessed')).toMatchObject(refused('never was'));
  });
});

describe('the token endpoint', () => {
  test.each<[Asked, string, RegExp]>([
    [{ grant_type: undefined }, 'invalid_request', /grant_type is missing/],
    [{ grant_type: 'password' }, 'unsupported_grant_type', /authorization_code, refresh_token/],
    [{ grant_type: 'constructor' }, 'unsupported_grant_type', /authorization_code, refresh_token/],
    [{ client_id: undefined }, 'invalid_client', /client_id is missing/],
    [{ client_id: 'chatt' }, 'invalid_client', /must be one of the pool's: chat, other/],
    [{ code: undefined }, 'invalid_request', /code is missing/],
    [{ code_verifier: undefined }, 'invalid_request', /code_verifier is missing/],
    [{ redirect_uri: undefined }, 'invalid_request', /redirect_uri is missing/],
    [{ grant_type: 'refresh_token' }, 'invalid_request', /refresh_token is missing/],
  ])('answers what is asked with %j by %s, in no cache', async (changed, error, description) => {
    const { status, headers, body } = await redeem(issuer, 'a-code', changed);
    expect([status, headers.get('cache-control'), body.error]).toEqual([400, 'no-store', error]);
    expect(body.error_description).toMatch(description);
    // RFC 6749 5.2.
    expect(body.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  test('takes forms alone, in which nothing comes twice, and none of more than 64 KB', async () => {
    const post = async (body: string, type = 'application/x-www-form-urlencoded') => {
      const headers = { 'content-type': type };
      const response = await fetch(`${issuer.base}/oauth2/token`, { method: 'POST', headers, body });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await post('{"client_id":"chat"}', 'application/json')).toEqual([400, 'invalid_request']);
    expect(await post('client_id=chat&client_id=other')).toEqual([400, 'invalid_request']);
    expect(await post('client_id=chat', 'application/x-www-form-urlencoded;charset=UTF-8')).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await post(`client_id=${'x'.repeat(70_000)}`)).toEqual([413, 'invalid_request']);
  });
});

describe('a refresh token', () => {
  test('gives new tokens of the same sign-in, stays as it is, and is good for 30 days', async () => {
    const first = await signIn('user1', { scope: 'openid profile' });
    issuer.pass(30 * day - minute);
    const { status, body } = await refresh(issuer, first.refresh_token);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'scope',
      'token_type',
    ]);
    const [before, after] = [first, body].map(({ id_token = '' }) => decodeJwt(id_token));
    for (const claim of ['sub', 'aud', 'iss', 'auth_time', 'origin_jti', 'cognito:username']) {
      expect([claim, after?.[claim]]).toEqual([claim, before?.[claim]]);
    }
    expect(after?.exp).toBeGreaterThan(before?.exp ?? 0);
    expect(decodeJwt(body.access_token ?? '')).toMatchObject({ scope: 'openid profile' });
    issuer.pass(minute);
    expect((await refresh(issuer, first.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('gives fewer scopes where fewer are asked for, and never more', async () => {
    const { refresh_token } = await signIn('user1', { scope: 'openid profile' });
    const fewer = await refresh(issuer, refresh_token, { scope: 'openid' });
    expect(decodeJwt(fewer.body.access_token ?? '')).toMatchObject({ scope: 'openid' });
    const more = await refresh(issuer, refresh_token, { scope: 'openid email' });
    expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
  });

  test('is of its client alone', async () => {
    const { refresh_token } = await signIn();
    expect((await refresh(issuer, refresh_token, { client_id: 'other' })).body.error).toBe('invalid_grant');
    expect((await refresh(issuer, refresh_token)).status).toBe(200);
  });

  test('outlives a restart, as the key does', async () => {
    const { refresh_token } = await signIn();
    await issuer.stop();
    issuer = await startIssuer({ keyPath });
    expect((await refresh(issuer, refresh_token)).status).toBe(200);
  });

  test('is no other token, and no other token is one', async () => {
    const { access_token, id_token, refresh_token } = await signIn();
    for (const token of [access_token, id_token, 'x', `${refresh_token}x`]) {
      expect((await refresh(issuer, token)).body.error).toBe('invalid_grant');
    }
    expect((await askUserInfo(refresh_token)).status).toBe(401);
    const claims = decodeJwt(refresh_token ?? '');
    expect(claims.iss).not.toBe(issuerName);
    expect(claims).not.toHaveProperty('token_use');
  });
});

describe('a sign-in that is revoked', () => {
  const revoke = (fields: Asked) =>
    postForm(`${issuer.base}/oauth2/revoke`, { client_id: 'chat', ...fields });

  test('gives no tokens any more, and another one of the same user does', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const { status, body } = await revoke({ token: one.refresh_token });
    expect([status, body]).toEqual([200, {}]);
    expect((await refresh(issuer, one.refresh_token)).body.error).toBe('invalid_grant');
    expect((await askUserInfo(one.access_token)).status).toBe(401);
    expect((await refresh(issuer, other.refresh_token)).status).toBe(200);
  });

  test.each<[string, Asked, string]>([
    ['without a token', {}, 'invalid_request'],
    ['of no client', { token: 'x', client_id: undefined }, 'invalid_client'],
  ])('is not for a request %s', async (_, fields, error) => {
    expect(await revoke(fields)).toMatchObject({ status: 400, body: { error } });
  });

  test('is revoked by its client and by its refresh token', async () => {
    const { refresh_token, access_token } = await signIn();
    const byOther = await revoke({ token: refresh_token, client_id: 'other' });
    expect(byOther).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const byAccess = await revoke({ token: access_token });
    expect(byAccess).toMatchObject({ status: 400, body: { error: 'unsupported_token_type' } });
    expect((await refresh(issuer, refresh_token)).status).toBe(200);
  });

  test('may have been none', async () => {
    expect((await revoke({ token: 'none' })).status).toBe(200);
  });
});

describe('the userinfo endpoint', () => {
  test('says whose the access token is, by either method', async () => {
    const { access_token = '' } = await signIn();
    const { sub } = decodeJwt(access_token);
    for (const method of ['GET', 'POST']) {
      const headers = { authorization: `Bearer ${access_token}` };
      const response = await fetch(`${issuer.base}/oauth2/userInfo`, { method, headers });
      expect(await response.json()).toEqual({ sub, username: 'user1' });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('refuses all else, and says by which scheme to ask', async () => {
    const { access_token, id_token } = await signIn();
    const response = await fetch(`${issuer.url}/_local/token`, {
      method: 'POST',
      body: '{"username":"user1"}',
    });
    const { access_token: withoutOpenid } = (await response.json()) as { access_token: string };
    const refused = async (token?: string) => {
      const { status, headers } = await askUserInfo(token);
      return [status, headers.get('www-authenticate')];
    };
    expect(await refused()).toEqual([401, 'Bearer']);
    expect(await refused('x')).toEqual([401, 'Bearer error="invalid_token"']);
    expect(await refused(id_token)).toEqual([401, 'Bearer error="invalid_token"']);
    expect(await refused(withoutOpenid)).toEqual([403, 'Bearer error="insufficient_scope", scope="openid"']);
    issuer.pass(60 * minute);
    expect(await refused(access_token)).toEqual([401, 'Bearer error="invalid_token"']);
  });
});

describe('signing out', () => {
  const logOut = (fields: Record<string, string>) =>
    fetch(`${issuer.base}/logout?${new URLSearchParams(fields)}`, { redirect: 'manual' });

  test.each([
    [{ client_id: 'chat', logout_uri: page }, page],
    [{ client_id: 'chat', logout_uri: 'https://d1.cloudfront.net/bye' }, 'https://d1.cloudfront.net/bye'],
    [{ client_id: 'chat', post_logout_redirect_uri: page, state: 's&1' }, `${page}?state=s%261`],
  ])('by %j leads to %s', async (fields, location) => {
    const response = await logOut(fields);
    expect([response.status, response.headers.get('location')]).toEqual([302, location]);
  });

  test('by the ID token leads back, too', async () => {
    const { id_token = '' } = await signIn();
    const response = await logOut({ id_token_hint: id_token, post_logout_redirect_uri: page });
    expect([response.status, response.headers.get('location')]).toEqual([302, page]);
  });

  test.each([
    [{ logout_uri: page }, 'must be one of the clients'],
    [{ id_token_hint: 'x', post_logout_redirect_uri: page }, 'must be one of the clients'],
    [{ client_id: '__proto__', logout_uri: page }, 'must be one of the clients'],
    [
      { client_id: 'chat', logout_uri: 'https://evil.example/<b>' },
      'https://evil.example/&lt;b&gt;” is no page',
    ],
    // A callback URL is none to sign out to.
    [{ client_id: 'chat', logout_uri: 'https://d1.cloudfront.net/' }, 'is no page'],
    [{ client_id: 'chat', post_logout_redirect_uri: 'http://localhost@evil.example/' }, 'is no page'],
  ])('by %j leads nowhere', async (fields, reason) => {
    const response = await logOut(fields);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain(reason);
  });

  test('to nowhere ends on a page that says so', async () => {
    const response = await logOut({});
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<h1>Signed out</h1>');
  });

  test('is never needed for another to sign in: nobody stays signed in', async () => {
    const response = await logIn(issuer, 'user1');
    expect(response.headers.get('set-cookie')).toBeNull();
    const silent = readReturn(await authorize(issuer, { prompt: 'none' }));
    expect(silent.searchParams.get('error')).toBe('login_required');
  });
});
