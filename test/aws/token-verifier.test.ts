import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { createTokenVerifier, type TokenRules } from '../../aws/token-verifier.ts';
import { type Claims, type KeyServer, signWith, startKeyServer } from './key-server.ts';

describe('a token', () => {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  let keys: KeyServer;

  beforeEach(async () => {
    keys = await startKeyServer();
  });
  afterEach(() => keys.close());

  function createVerifier(more: Partial<TokenRules> = {}) {
    const { issuer, jwksUri } = keys;
    return createTokenVerifier({
      issuer,
      jwksUri,
      audiences: ['app', 'app2'],
      usernameClaim: 'username',
      ...more,
    });
  }

  const claims = (more: Claims = {}): Claims => ({
    iss: keys.issuer,
    aud: 'app',
    sub: '8c3f',
    username: 'user1',
    exp,
    ...more,
  });

  const refused = (code: string) => expect.objectContaining({ name: 'ChatError', code });

  test('that is good tells user, subject, issuer and expiry in milliseconds', async () => {
    const token = await keys.sign(claims());
    expect(await createVerifier().verify(token)).toEqual({
      user: 'user1',
      subject: '8c3f',
      issuer: keys.issuer,
      tokenExpiresAt: exp * 1_000,
    });
  });

  test('is verified with keys that are fetched once', async () => {
    const verifier = createVerifier();
    for (const username of ['user1', 'user2', 'user3'])
      await verifier.verify(await keys.sign(claims({ username })));
    expect(keys.requests()).toBe(1);
  });

  test.each([{ aud: 'app2' }, { aud: ['other', 'app2'] }])('for the audience $aud is good', async (more) => {
    await expect(createVerifier().verify(await keys.sign(claims(more)))).resolves.toBeDefined();
  });

  test.each<[string, Claims]>([
    ['another issuer', { iss: 'https://other.example' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'other' }],
    ['no audience', { aud: undefined }],
    ['an empty audience', { aud: [] }],
    ['no expiry', { exp: undefined }],
    ['no subject', { sub: undefined }],
    ['no user', { username: undefined }],
    ['a user that is no string', { username: 7 }],
    ['a name that forges a prefix', { username: '(Lobby): x' }],
    ['a name with a line break', { username: 'user1\n' }],
    ['an empty name', { username: '' }],
    ['a name of 65 characters', { username: 'x'.repeat(65) }],
    ['a time from which it holds that is yet to come', { nbf: exp - 60 }],
  ])('with %s is invalid', async (_what, more) => {
    const token = await keys.sign(claims(more));
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
  });

  test('that has expired is told from an invalid one', async () => {
    const token = await keys.sign(claims({ exp: Math.floor(Date.now() / 1_000) - 1 }));
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('token_expired'));
  });

  test.each(['', 'garbage', 'a.b.c', 'e30.e30.', '..', '__proto__', 'x'.repeat(16_000)])(
    'that is none is invalid, and no key is asked for: %.20s',
    async (token) => {
      await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
      expect(keys.requests()).toBe(0);
    },
  );

  test('whose claims were changed is invalid', async () => {
    const [header, , signature] = (await keys.sign(claims())).split('.');
    const forged = Buffer.from(JSON.stringify(claims({ username: 'user2' }))).toString('base64url');
    const token = `${header}.${forged}.${signature}`;
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
  });

  test('signed with another key under the issuer’s key id is invalid', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await signWith(privateKey, claims());
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
  });

  test('of the algorithm none is invalid', async () => {
    const unsigned = new UnsecuredJWT(claims()).encode();
    const header = Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url');
    const withKeyId = [header, ...unsigned.split('.').slice(1)].join('.');
    for (const token of [unsigned, withKeyId, `${withKeyId}AA`]) {
      await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
    }
  });

  test.each(['PEM', 'modulus', 'modulus’ bytes', 'JWK'])(
    'of HS256 with the public key’s %s is invalid',
    async (what) => {
      const { n = '' } = keys.publicJwk;
      const secrets = {
        PEM: keys.publicPem,
        modulus: n,
        'modulus’ bytes': Buffer.from(n, 'base64url'),
        JWK: JSON.stringify(keys.publicJwk),
      };
      const secret = Buffer.from(secrets[what as keyof typeof secrets] as string);
      const token = await signWith(secret, claims(), { alg: 'HS256' });
      await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token'));
    },
  );

  test('of an unknown key is invalid, also the second time, and good ones stay good', async () => {
    const verifier = createVerifier();
    const unknown = await keys.sign(claims(), { kid: 'key-2' });
    for (const _ of [1, 2]) await expect(verifier.verify(unknown)).rejects.toEqual(refused('invalid_token'));
    await expect(verifier.verify(await keys.sign(claims()))).resolves.toMatchObject({ user: 'user1' });
    expect(keys.requests()).toBe(1);
  });

  describe('whose issuer’s keys can’t be had', () => {
    test('is no invalid one: nobody listens', async () => {
      const [verifier, token] = [createVerifier(), await keys.sign(claims())];
      await keys.close();
      await expect(verifier.verify(token)).rejects.toEqual(refused('internal'));
    });

    test.each([
      ['a fault', 500, '{}'],
      ['nothing there', 404, 'not found'],
      ['a page instead', 200, '<html>Be right back</html>'],
      ['another document instead', 200, '{"message":"Be right back"}'],
    ])('is no invalid one: %s; and is good once they can be had', async (_what, status, body) => {
      const [verifier, token] = [createVerifier(), await keys.sign(claims())];
      keys.answer(status, body);
      await expect(verifier.verify(token)).rejects.toEqual(refused('internal'));
      keys.answer(200, JSON.stringify({ keys: [keys.publicJwk] }));
      await expect(verifier.verify(token)).resolves.toMatchObject({ user: 'user1' });
    });
  });

  describe('of Cognito', () => {
    test('names its client in client_id when it is an access token', async () => {
      const verifier = createVerifier({ tokenUse: 'access' });
      const access = { token_use: 'access', aud: undefined, client_id: 'app' };
      await expect(verifier.verify(await keys.sign(claims(access)))).resolves.toMatchObject({
        user: 'user1',
      });
      for (const more of [
        { ...access, client_id: 'other' },
        { ...access, client_id: undefined, aud: 'app' },
        { ...access, token_use: 'id', aud: 'app' },
        { ...access, token_use: undefined },
      ]) {
        await expect(verifier.verify(await keys.sign(claims(more)))).rejects.toEqual(
          refused('invalid_token'),
        );
      }
    });

    test('names its client in aud when it is an id token', async () => {
      const verifier = createVerifier({ tokenUse: 'id', usernameClaim: 'cognito:username' });
      const id = { token_use: 'id', 'cognito:username': 'user2' };
      await expect(verifier.verify(await keys.sign(claims(id)))).resolves.toMatchObject({ user: 'user2' });
      const access = await keys.sign(claims({ ...id, token_use: 'access', client_id: 'app' }));
      await expect(verifier.verify(access)).rejects.toEqual(refused('invalid_token'));
    });
  });
});
