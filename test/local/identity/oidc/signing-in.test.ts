import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import {
  authorize,
  getCode,
  issuer as issuerName,
  logIn,
  page,
  postForm,
  type RunningIssuer,
  readReturn,
  redeem,
  signIn,
  startIssuer,
} from './running-issuer.ts';

let issuer: RunningIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

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
    const [first, second] = [await signIn(issuer, 'user1'), await signIn(issuer, 'user2')];
    const subjects = [access_token, first.access_token, second.access_token].map(
      (one = '') => decodeJwt(one).sub,
    );
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toBe(subjects[2]);
  });

  test('signs a name in as it was typed, without the spaces around it', async () => {
    const { access_token = '' } = await signIn(issuer, '  Zoë<"&\'>🙂 ');
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
    const { id_token = '' } = await signIn(issuer);
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
