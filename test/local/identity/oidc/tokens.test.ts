import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { makeTemporaryDirectory } from '../../fixtures/temporary-directory.ts';
import {
  type Asked,
  askUserInfo,
  issuer as issuerName,
  postForm,
  type RunningIssuer,
  refresh,
  signIn,
  startIssuer,
} from './running-issuer.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let issuer: RunningIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

describe('a refresh token', () => {
  test('gives new tokens of the same sign-in, stays as it is, and is good for 30 days', async () => {
    const first = await signIn(issuer, 'user1', { scope: 'openid profile' });
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
    const { refresh_token } = await signIn(issuer, 'user1', { scope: 'openid profile' });
    const fewer = await refresh(issuer, refresh_token, { scope: 'openid' });
    expect(decodeJwt(fewer.body.access_token ?? '')).toMatchObject({ scope: 'openid' });
    const more = await refresh(issuer, refresh_token, { scope: 'openid email' });
    expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
  });

  test('is of its client alone', async () => {
    const { refresh_token } = await signIn(issuer);
    expect((await refresh(issuer, refresh_token, { client_id: 'other' })).body.error).toBe('invalid_grant');
    expect((await refresh(issuer, refresh_token)).status).toBe(200);
  });

  test('outlives a restart, as the key does', async () => {
    const temporary = await makeTemporaryDirectory();
    const keyPath = join(temporary.path, 'issuer-key.json');
    const first = await startIssuer({ keyPath });
    const { refresh_token } = await signIn(first);
    await first.stop();
    const second = await startIssuer({ keyPath });
    expect((await refresh(second, refresh_token)).status).toBe(200);
    expect((await refresh(issuer, refresh_token)).body.error).toBe('invalid_grant');
    await second.stop();
    await temporary.remove();
  });

  test('is no other token, and no other token is one', async () => {
    const { access_token, id_token, refresh_token } = await signIn(issuer);
    for (const token of [access_token, id_token, 'x', `${refresh_token}x`]) {
      expect((await refresh(issuer, token)).body.error).toBe('invalid_grant');
    }
    expect((await askUserInfo(issuer, refresh_token)).status).toBe(401);
    const claims = decodeJwt(refresh_token ?? '');
    expect(claims.iss).not.toBe(issuerName);
    expect(claims).not.toHaveProperty('token_use');
  });
});

describe('a sign-in that is revoked', () => {
  const revoke = (fields: Asked) =>
    postForm(`${issuer.base}/oauth2/revoke`, { client_id: 'chat', ...fields });

  test('gives no tokens any more, and another one of the same user does', async () => {
    const [one, other] = [await signIn(issuer), await signIn(issuer)];
    const { status, body } = await revoke({ token: one.refresh_token });
    expect([status, body]).toEqual([200, {}]);
    expect((await refresh(issuer, one.refresh_token)).body.error).toBe('invalid_grant');
    expect((await askUserInfo(issuer, one.access_token)).status).toBe(401);
    expect((await refresh(issuer, other.refresh_token)).status).toBe(200);
  });

  test.each<[string, Asked, string]>([
    ['without a token', {}, 'invalid_request'],
    ['of no client', { token: 'x', client_id: undefined }, 'invalid_client'],
  ])('is not for a request %s', async (_, fields, error) => {
    expect(await revoke(fields)).toMatchObject({ status: 400, body: { error } });
  });

  test('is revoked by its client and by its refresh token', async () => {
    const { refresh_token, access_token } = await signIn(issuer);
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
    const { access_token = '' } = await signIn(issuer);
    const { sub } = decodeJwt(access_token);
    for (const method of ['GET', 'POST']) {
      const headers = { authorization: `Bearer ${access_token}` };
      const response = await fetch(`${issuer.base}/oauth2/userInfo`, { method, headers });
      expect(await response.json()).toEqual({ sub, username: 'user1' });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('refuses all else, and says by which scheme to ask', async () => {
    const { access_token, id_token } = await signIn(issuer);
    const response = await fetch(`${issuer.url}/_local/token`, {
      method: 'POST',
      body: '{"username":"user1"}',
    });
    const { access_token: withoutOpenid } = (await response.json()) as { access_token: string };
    const refused = async (token?: string) => {
      const { status, headers } = await askUserInfo(issuer, token);
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
