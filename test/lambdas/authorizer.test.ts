import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { handler } from '../../lambdas/authorizer.ts';
import { setEnvironment } from './function-environment.ts';
import { type Issuer, startIssuer } from './issuer.ts';

const methodArn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/chat/$connect';
const authorize = (
  headers?: Readonly<Record<string, string>>,
  multiValueHeaders?: Readonly<Record<string, readonly string[]>>,
) => handler({ methodArn, ...(headers && { headers }), ...(multiValueHeaders && { multiValueHeaders }) });

let issuer: Issuer;

beforeAll(async () => {
  issuer = await startIssuer();
});

afterAll(() => issuer.stop());

const environment = () => ({
  tokenIssuer: issuer.url,
  tokenAudiences: 'other,chat',
  tokenJwksUri: issuer.jwksUri,
  tokenUse: 'access',
  usernameClaim: 'username',
  adminClaim: 'cognito:groups',
  adminValue: 'admins',
  clockToleranceSeconds: '5',
  tokenRequired: 'false',
});

let warnings: jest.SpiedFunction<typeof console.warn>;

beforeEach(() => {
  setEnvironment(environment());
  warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a handshake without a token', () => {
  test.each([[undefined], [{}], [{ Host: 'example.com', 'X-Authorization': 'Bearer x' }]])(
    'is let in, as nobody, with the headers %j',
    async (headers) => {
      expect(await authorize(headers)).toMatchObject({ principalId: 'unauthenticated' });
      expect((await authorize(headers)).context).toEqual({ protocol: 'v1' });
    },
  );

  test('is refused with exactly `Unauthorized` when the stack requires a token', async () => {
    setEnvironment({ ...environment(), tokenRequired: 'true' });
    await expect(authorize({})).rejects.toThrow(/^Unauthorized$/);
  });
});

describe('a handshake with a good token', () => {
  test.each(['Authorization', 'authorization', 'AUTHORIZATION', 'aUthorization'])(
    'is let in, whatever the case of the header: %s',
    async (header) => {
      const answer = await authorize({ Host: 'x', [header]: `Bearer ${await issuer.token()}` });
      expect(answer).toMatchObject({ principalId: 'user1', context: { user: 'user1' } });
    },
  );

  test.each(['bearer', 'BEARER', 'Bearer  '])('may call its scheme %j', async (scheme) => {
    const answer = await authorize({ Authorization: `${scheme} ${await issuer.token()}` });
    expect(answer.principalId).toBe('user1');
  });

  test('may open just this route, and carries who it is to every later event', async () => {
    const exp = Math.floor(Date.now() / 1_000) + 600;
    const answer = await authorize({ Authorization: `Bearer ${await issuer.token({ exp })}` });
    expect(answer).toEqual({
      principalId: 'user1',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
      },
      context: {
        protocol: 'v1',
        user: 'user1',
        issuer: issuer.url,
        subject: 'subject-1',
        tokenExpiresAt: exp * 1_000,
      },
    });
  });

  test('says of an admin alone that they are one, by the claim that the stack names', async () => {
    const contextOf = async (groups: readonly string[]) => {
      const token = await issuer.token({ 'cognito:groups': groups });
      return (await authorize({ Authorization: `Bearer ${token}` })).context;
    };
    expect(await contextOf(['users', 'admins'])).toMatchObject({ isAdmin: 'true' });
    expect(await contextOf(['users'])).not.toHaveProperty('isAdmin');
  });

  test('has a context that API Gateway takes: texts and numbers, well below 8 KB', async () => {
    const token = await issuer.token({ username: 'x'.repeat(64), sub: 'y'.repeat(255) });
    const { context } = await authorize({ Authorization: `Bearer ${token}` });
    for (const value of Object.values(context)) expect(['string', 'number']).toContain(typeof value);
    expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThan(1_024);
  });
});

describe('a handshake’s subprotocols', () => {
  test.each([
    ['chat.v2', 'v2'],
    ['a, chat.v2', 'v2'],
    ['chat.v2,a', 'v2'],
    ['a', 'v1'],
    ['chat.v22, xchat.v2', 'v1'],
    ['', 'v1'],
  ])('negotiate the protocol for nobody, and for whom a token names: %j is %s', async (offered, protocol) => {
    const headers = { 'Sec-WebSocket-Protocol': offered };
    expect((await authorize(headers)).context).toEqual({ protocol });
    const Authorization = `Bearer ${await issuer.token()}`;
    expect((await authorize({ ...headers, Authorization })).context).toMatchObject({
      protocol,
      user: 'user1',
    });
  });

  test.each(['sec-websocket-protocol', 'SEC-WEBSOCKET-PROTOCOL', 'Sec-Websocket-Protocol'])(
    'are found whatever the case of the header: %s',
    async (header) => {
      expect((await authorize({ [header]: 'chat.v2' })).context).toEqual({ protocol: 'v2' });
    },
  );

  // Of several headers API Gateway keeps only the last one in `headers`.
  test('may come in a header each', async () => {
    const name = 'Sec-WebSocket-Protocol';
    const answer = await authorize({ [name]: 'a' }, { [name]: ['chat.v2', 'a'] });
    expect(answer.context).toEqual({ protocol: 'v2' });
  });
});

describe('a handshake with a token that is no good', () => {
  const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;

  test.each([
    '',
    'x',
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    'Bearer null',
    'Basic dXNlcjE6eA==',
    `Bearer ${'x'.repeat(9_000)}`,
  ])('is refused with exactly `Unauthorized`: %j', async (header) => {
    await expect(authorize({ Authorization: header })).rejects.toThrow(/^Unauthorized$/);
  });

  test.each([
    ['has expired', { exp: hourAgo }],
    ['never expires', { exp: undefined }],
    ['is not valid yet', { nbf: hourAgo + 7_200 }],
    ['is of another issuer', { iss: 'https://login.example.com' }],
    ['is for another client', { client_id: 'somebody-else' }],
    ['names no client', { client_id: undefined, aud: 'chat' }],
    ['is an id token', { token_use: 'id' }],
    ['names no user', { username: undefined }],
    ['names a user that is no text', { username: 7 }],
    ['has no subject', { sub: undefined }],
  ])('is refused when the token %s', async (_, claims) => {
    const token = await issuer.token(claims as Record<string, unknown>);
    await expect(authorize({ Authorization: `Bearer ${token}` })).rejects.toThrow(/^Unauthorized$/);
  });

  test('is refused when another key signed it, or none', async () => {
    const forged = await issuer.forgedToken();
    const [, payload] = (await issuer.token()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'key-1' })).toString('base64url');
    for (const token of [forged, `${none}.${payload}.`]) {
      await expect(authorize({ Authorization: `Bearer ${token}` })).rejects.toThrow(/^Unauthorized$/);
    }
  });

  test('leaves the check that failed in the log, and nothing of the token', async () => {
    const refusals = {
      scheme: 'x',
      format: 'Bearer a.b.c',
      signature: `Bearer ${await issuer.forgedToken()}`,
      exp: `Bearer ${await issuer.token({ exp: hourAgo })}`,
      nbf: `Bearer ${await issuer.token({ nbf: hourAgo + 7_200 })}`,
      issuer: `Bearer ${await issuer.token({ iss: 'https://login.example.com' })}`,
      audience: `Bearer ${await issuer.token({ client_id: 'somebody-else' })}`,
      token_use: `Bearer ${await issuer.token({ token_use: 'id' })}`,
      'the claim username is missing or no text': `Bearer ${await issuer.token({ username: undefined })}`,
    };
    for (const [check, Authorization] of Object.entries(refusals)) {
      await expect(authorize({ Authorization })).rejects.toThrow('Unauthorized');
      // Just this: no part of a token, and none of its claims.
      expect(warnings.mock.calls).toEqual([[{ message: 'A token was refused', check }]]);
      warnings.mockClear();
    }
  });

  test('is not refused for good when its key is new and may not be asked for yet: that is no 401', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const withKid = async (kid: string) => {
      const [, ...rest] = (await issuer.token()).split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url');
      return `Bearer ${[header, ...rest].join('.')}`;
    };
    await expect(authorize({ Authorization: await withKid('key-8') })).rejects.toThrow(/^Unauthorized$/);
    await expect(authorize({ Authorization: await withKid('key-9') })).rejects.toThrow(/^Slow down$/);
    const [, payload, signature] = (await withKid('key-9')).split('.');
    // A stranger’s token brings it about: that is no fault of ours.
    expect(error).not.toHaveBeenCalled();
    expect(warnings.mock.calls).toMatchObject([
      [{ message: 'A token was refused' }],
      [{ message: 'A token could not be checked yet' }],
    ]);
    expect(JSON.stringify(warnings.mock.calls)).not.toContain(payload);
    expect(JSON.stringify(warnings.mock.calls)).not.toContain(signature);
  });
});

describe('a handshake at an API that is shut but for CloudFront', () => {
  const [secret, former] = ['s'.repeat(32), 'f'.repeat(32)];

  beforeEach(() => setEnvironment({ ...environment(), originSecrets: `${secret},${former}` }));

  test.each([
    ['without the secret', {}],
    ['with an empty one', { 'X-Origin-Secret': '' }],
    ['with another', { 'X-Origin-Secret': 'x'.repeat(32) }],
    ['with the list of them', { 'X-Origin-Secret': `${secret},${former}` }],
  ])('is denied %s, whatever its token, and the log tells no secret', async (_, headers) => {
    const Authorization = `Bearer ${await issuer.token()}`;
    const answer = await authorize({ ...headers, Authorization });
    expect(answer.policyDocument.Statement).toMatchObject([{ Effect: 'Deny', Resource: methodArn }]);
    const check = 'it did not come by way of CloudFront';
    expect(warnings.mock.calls).toEqual([[{ message: 'A handshake was refused', check }]]);
  });

  test.each([secret, former])('is let in with one that CloudFront sends, or sent: %.1s…', async (sent) => {
    const answer = await authorize({ 'x-origin-secret': sent });
    expect(answer.policyDocument.Statement).toMatchObject([{ Effect: 'Allow' }]);
    expect(JSON.stringify(answer)).not.toContain(sent);
  });
});

describe('a handshake at a chat for some pages only', () => {
  beforeEach(() =>
    setEnvironment({ ...environment(), allowedOrigins: 'https://a.example,http://localhost:3000' }),
  );

  test.each(['https://b.example', 'null', 'https://a.example.evil.example', 'http://a.example', ''])(
    'is denied from the page %j',
    async (Origin) => {
      const answer = await authorize({ Origin, Authorization: `Bearer ${await issuer.token()}` });
      expect(answer.policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
      expect(warnings.mock.calls).toEqual([[{ message: 'A handshake was refused', check: 'origin' }]]);
    },
  );

  test.each([
    { Origin: 'https://a.example' },
    { origin: 'http://localhost:3000' },
    // No browser: nobody's page has opened it.
    {},
  ])('is let in with %j', async (headers) => {
    const answer = await authorize(headers as Record<string, string>);
    expect(answer.policyDocument.Statement).toMatchObject([{ Effect: 'Allow' }]);
  });
});
