import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { handler } from '../../lambdas/authorizer.ts';
import { setEnvironment } from './function-environment.ts';
import { type Issuer, startIssuer } from './issuer.ts';

// A file of its own: the authorizer keeps the keys that it has once had.
let issuer: Issuer;
let log: jest.SpiedFunction<typeof console.error>;

beforeAll(async () => {
  issuer = await startIssuer();
});

afterAll(() => issuer.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

const environment = () => ({
  tokenIssuer: issuer.url,
  tokenAudiences: 'chat',
  tokenJwksUri: issuer.jwksUri,
  tokenUse: 'access',
  usernameClaim: 'username',
  clockToleranceSeconds: '5',
});

async function failureOf(token: string): Promise<unknown> {
  const event = {
    methodArn: 'arn:aws:execute-api:eu-central-1:1:a/chat/$connect',
    headers: { Authorization: token },
  };
  return handler(event).then(
    () => 'let in',
    (error: unknown) => error,
  );
}

describe('an authorizer that cannot do its work', () => {
  // First: what cannot be read is not kept, so that later tests start as a new environment does.
  test.each([
    ['tokenIssuer', 'TOKEN_ISSUER'],
    ['tokenAudiences', 'TOKEN_AUDIENCES'],
    ['tokenJwksUri', 'TOKEN_JWKS_URI'],
    ['usernameClaim', 'USERNAME_CLAIM'],
    ['clockToleranceSeconds', 'CLOCK_TOLERANCE_SECONDS'],
  ] as const)('names the variable that the stack did not set: %s as %s', async (name, variable) => {
    const { [name]: _, ...rest } = environment();
    setEnvironment(rest);
    expect(await failureOf('Bearer x')).toEqual(new Error(`The environment variable ${variable} is not set`));
    setEnvironment({ ...rest, [name]: '' });
    expect(await failureOf('Bearer x')).toEqual(new Error(`The environment variable ${variable} is not set`));
  });

  test('does not blame the token when the keys cannot be had, and logs why', async () => {
    setEnvironment(environment());
    issuer.answerWith(503);
    const failure = await failureOf(`Bearer ${await issuer.token()}`);
    expect(failure).toBeInstanceOf(Error);
    // 401 would make a client sign in again, in vain; anything else is answered 500.
    expect((failure as Error).message).not.toBe('Unauthorized');
    expect((failure as Error).message).not.toContain(issuer.url);
    expect(log).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(log.mock.calls)).toContain('503');
  });

  test('lets the next one in once the keys are back', async () => {
    setEnvironment(environment());
    issuer.answerWith(200);
    expect(await failureOf(`Bearer ${await issuer.token()}`)).toBe('let in');
  });
});
