import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { createTokenVerifier, type TokenRules } from '../../../aws/connections/token-verifier.ts';
import { type Claims, type KeyServer, signWith, startKeyServer } from '../key-server.ts';

describe('a token', () => {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  let keys: KeyServer;

  beforeEach(async () => {
    keys = await startKeyServer();
  });
  afterEach(() => keys.close());

  const seconds = () => Math.floor(Date.now() / 1_000);

  function createVerifier(more: Partial<TokenRules> = {}) {
    const { issuer, jwksUri } = keys;
    return createTokenVerifier({
      issuer,
      jwksUri,
      audiences: ['app', 'app2'],
      usernameClaim: 'username',
      clockToleranceSeconds: 5,
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

  const refused = (code: string, check?: string) =>
    expect.objectContaining({ name: 'ChatError', code, ...(check !== undefined && { cause: check }) });

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

  const noUser = 'the claim username is missing or no text';

  test.each<[string, string, Claims]>([
    ['another issuer', 'issuer', { iss: 'https://other.example' }],
    ['no issuer', 'issuer', { iss: undefined }],
    ['an issuer that is no string', 'iss', { iss: 7 }],
    ['another audience', 'audience', { aud: 'other' }],
    ['no audience', 'audience', { aud: undefined }],
    ['an empty audience', 'audience', { aud: [] }],
    ['no expiry', 'exp', { exp: undefined }],
    ['an expiry that is no number', 'exp', { exp: String(exp) }],
    ['an expiry in milliseconds', 'exp', { exp: exp * 1_000 }],
    ['an expiry that no date can be', 'exp', { exp: 1e300 }],
    ['an expiry before all dates', 'exp or nbf', { exp: -1e300 }],
    ['no subject', 'sub', { sub: undefined }],
    ['an empty subject', 'sub', { sub: '' }],
    ['a subject of 256 characters', 'sub', { sub: 'x'.repeat(256) }],
    ['no user', noUser, { username: undefined }],
    ['a user that is no string', noUser, { username: 7 }],
    ['an empty name', noUser, { username: '' }],
    ['half a surrogate pair in its name', noUser, { username: 'a\ud800' }],
    ['a time from which it holds that is yet to come', 'nbf', { nbf: exp - 60 }],
    ['a time from which it holds in milliseconds', 'nbf', { nbf: exp * 1_000 }],
    ['a time from which it holds that no date can be', 'exp or nbf', { nbf: 1e300 }],
    ['a time from which it holds that is no number', 'nbf', { nbf: 'soon' }],
  ])('with %s is invalid, which is told to the log as: %s', async (_what, check, more) => {
    const token = await keys.sign(claims(more));
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token', check));
  });

  test.each([
    ['auth0|65f0', 'auth0=7C65f0'],
    ['google-oauth2|1179', 'google-oauth2=7C1179'],
    ['(Lobby): x', '=28Lobby=29=3A=20x'],
    ['user1\n', 'user1=0A'],
  ])('names its user whatever the issuer calls users: %j is %s', async (sub, user) => {
    const token = await keys.sign(claims({ sub, username: undefined }));
    const verifier = createVerifier({ usernameClaim: 'sub' });
    expect(await verifier.verify(token)).toMatchObject({ user, subject: sub });
  });

  describe('makes an admin', () => {
    const asked = async (says: unknown, admin?: TokenRules['admin']) => {
      const verifier = createVerifier(admin && { admin });
      const { isAdmin } = await verifier.verify(await keys.sign(claims({ 'cognito:groups': says })));
      return isAdmin;
    };
    const admin = { claim: 'cognito:groups', value: 'admins' };

    test.each([[['admins']], [['users', 'admins']], ['admins']])('whose claim is %j', async (says) => {
      expect(await asked(says, admin)).toBe(true);
    });

    test('whose claim is the boolean that is asked for', async () => {
      expect(await asked(true, { ...admin, value: 'true' })).toBe(true);
      expect(await asked(false, { ...admin, value: 'true' })).toBeUndefined();
    });

    test.each([
      [undefined],
      [null],
      ['Admins'],
      ['users,admins'],
      ['users admins'],
      [['users']],
      [[['admins']]],
      [{ admins: true }],
      [[]],
      [1],
    ])('of nobody whose claim is %j', async (says) => {
      expect(await asked(says, admin)).toBeUndefined();
    });

    test('of nobody where no claim is named', async () => {
      expect(await asked(['admins'])).toBeUndefined();
    });
  });

  test('may name a user at any length', async () => {
    const { user } = await createVerifier().verify(await keys.sign(claims({ username: 'x'.repeat(65) })));
    expect(user).toMatch(/^==[\w-]{43}$/);
  });

  test('that has expired is told from an invalid one, whatever the clocks’ tolerance', async () => {
    for (const ended of [seconds(), seconds() - 1, seconds() - 3_600, 0, -5]) {
      const token = await keys.sign(claims({ exp: ended }));
      await expect(createVerifier().verify(token)).rejects.toEqual(refused('token_expired', 'exp'));
    }
  });

  test('may come a little before it is valid, as much as is tolerated', async () => {
    const token = await keys.sign(claims({ nbf: seconds() + 30, iat: seconds() + 30 }));
    const tolerant = createVerifier({ clockToleranceSeconds: 60 });
    await expect(tolerant.verify(token)).resolves.toMatchObject({ user: 'user1' });
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token', 'nbf'));
  });

  test('has an expiry in whole milliseconds, whatever its fraction', async () => {
    const token = await keys.sign(claims({ exp: exp + 0.123_456_7 }));
    expect(await createVerifier().verify(token)).toMatchObject({ tokenExpiresAt: exp * 1_000 + 123 });
  });

  test.each(['', 'garbage', 'a.b.c', 'e30.e30.', '..', '__proto__', 'x'.repeat(16_000)])(
    'that is none is invalid, and no key is asked for: %.20s',
    async (token) => {
      await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token', 'format'));
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
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token', 'signature'));
  });

  test('never comes with its refusal: what is told names the check alone', async () => {
    const verifier = createVerifier();
    const tokens = ['e30', '{"sub":"a"}', '', '["x"]', '"\ud800'].flatMap((part) => {
      const encoded = Buffer.from(part).toString('base64url');
      return [`${encoded}.${encoded}.${encoded}`, `e30.${encoded}.`, `eyJraWQiOjF9.${encoded}.c2ln`];
    });
    for (const token of tokens) {
      await expect(verifier.verify(token)).rejects.toMatchObject({
        code: 'invalid_token',
        message: 'Invalid token',
        cause: expect.stringMatching(/^(format|no kid)$/),
      });
    }
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

  test('of an unknown key is invalid, and good ones stay good', async () => {
    const verifier = createVerifier();
    const unknown = await keys.sign(claims(), { kid: 'key-2' });
    await expect(verifier.verify(unknown)).rejects.toEqual(refused('invalid_token', 'unknown kid'));
    await expect(verifier.verify(await keys.sign(claims()))).resolves.toMatchObject({ user: 'user1' });
    expect(keys.requests()).toBe(1);
  });

  test('of a fresh key is not refused for good because somebody else’s key was unknown', async () => {
    const verifier = createVerifier();
    const unknown = await keys.sign(claims(), { kid: 'key-9' });
    await expect(verifier.verify(unknown)).rejects.toEqual(refused('invalid_token'));
    keys.answer(200, JSON.stringify({ keys: [{ ...keys.publicJwk, kid: 'key-2' }] }));
    // The keys may not be asked for again at once, so whether it is good can't be known yet.
    const fresh = await keys.sign(claims(), { kid: 'key-2' });
    await expect(verifier.verify(fresh)).rejects.toMatchObject({
      code: 'rate_limited',
      isRetryable: true,
      retryAfterMs: 10_000,
      cause: 'unknown kid, and the keys may not be asked for again yet',
    });
    expect(keys.requests()).toBe(1);
  });

  test.each<[string, Record<string, unknown>]>([
    ['is for encryption', { use: 'enc' }],
    ['is no public one', { kty: 'oct' }],
  ])('whose kid names a key that %s is invalid', async (_what, more) => {
    keys.answer(200, JSON.stringify({ keys: [{ ...keys.publicJwk, ...more }] }));
    const check = 'the kid names a key that signs nothing';
    const token = await keys.sign(claims());
    await expect(createVerifier().verify(token)).rejects.toEqual(refused('invalid_token', check));
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
      ['a key that is none among them', 200, '{"keys":[{"kty":7}]}'],
    ])('is no invalid one: %s; and is good once they can be had', async (_what, status, body) => {
      const [verifier, token] = [createVerifier(), await keys.sign(claims())];
      keys.answer(status, body);
      await expect(verifier.verify(token)).rejects.toEqual(refused('internal'));
      keys.answer(200, JSON.stringify({ keys: [keys.publicJwk] }));
      await expect(verifier.verify(token)).resolves.toMatchObject({ user: 'user1' });
    });
  });

  test('whose issuer shows its key without a part is no invalid one', async () => {
    keys.answer(200, '{"keys":[{"kty":"RSA","kid":"key-1"}]}');
    await expect(createVerifier().verify(await keys.sign(claims()))).rejects.toEqual(refused('internal'));
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
