import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Asked,
  askUserInfo,
  getCode,
  type RunningIssuer,
  redeem,
  refresh,
  startIssuer,
} from './running-issuer.ts';

const minute = 60_000;

let issuer: RunningIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

describe('a code', () => {
  const refused = (description: string) => ({
    status: 400,
    body: { error: 'invalid_grant', error_description: expect.stringContaining(description) },
  });

  test('that comes again gives nothing, and ends what it has given', async () => {
    const code = await getCode(issuer, 'user1');
    const { body: tokens } = await redeem(issuer, code);
    expect((await askUserInfo(issuer, tokens.access_token)).status).toBe(200);
    expect(await redeem(issuer, code)).toMatchObject(refused('used before'));
    expect(await refresh(issuer, tokens.refresh_token)).toMatchObject(refused('revoked'));
    expect((await askUserInfo(issuer, tokens.access_token)).status).toBe(401);
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
