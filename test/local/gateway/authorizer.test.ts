import { describe, expect, test } from '@jest/globals';
import type { FakeFunction } from './fake-functions.ts';
import { type GatewaySettings, gatewayStarter } from './gateway-under-test.ts';

const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abc123defg/prod/$connect';

function policy(effect: string, resource = METHOD_ARN) {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
  };
}

function withAuthorizer(authorize: FakeFunction, identitySources: string[] = []): GatewaySettings {
  return {
    routes: {
      $connect: { authorizer: { functionName: 'authorizer', identitySources } },
      $disconnect: {},
      $default: {},
    },
    functions: { authorizer: authorize },
  };
}

const allow = () => ({ principalId: 'user1', policyDocument: policy('Allow') });

describe('a REQUEST authorizer', () => {
  const start = gatewayStarter();

  test('gets the handshake, with hop headers and empty maps present', async () => {
    const { connect, eventsOf } = await start(withAuthorizer(allow));
    await connect('/prod', { headers: { Authorization: 'Bearer x' } });
    const event = await eventsOf('authorizer').next();
    expect(Object.keys(event).sort()).toEqual([
      'headers',
      'methodArn',
      'multiValueHeaders',
      'multiValueQueryStringParameters',
      'queryStringParameters',
      'requestContext',
      'stageVariables',
      'type',
    ]);
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: METHOD_ARN,
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      stageVariables: {},
    });
    expect(event.headers).toMatchObject({
      Connection: 'upgrade',
      Upgrade: 'websocket',
      'content-length': '0',
      Authorization: 'Bearer x',
    });
    expect(event.multiValueHeaders.Upgrade).toEqual(['websocket']);
    expect(event.requestContext).toMatchObject({ routeKey: '$connect', eventType: 'CONNECT' });
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  test('puts its context, as strings, into the events of $connect, messages and $disconnect', async () => {
    const { connect, eventsOf } = await start(
      withAuthorizer(() => ({ ...allow(), context: { user: 'user1', expires: 1234, admin: false } })),
    );
    const client = await connect();
    client.send('hello');
    client.socket.close();
    for (const name of ['$connect', '$default', '$disconnect']) {
      expect((await eventsOf(name).next()).requestContext.authorizer).toEqual({
        principalId: 'user1',
        integrationLatency: expect.any(Number),
        user: 'user1',
        expires: '1234',
        admin: 'false',
      });
    }
  });

  test.each([
    ['a missing header', ['route.request.header.Authorization'], '/prod', {}],
    ['an empty header', ['route.request.header.Authorization'], '/prod', { Authorization: '' }],
    ['a missing query parameter', ['route.request.querystring.token'], '/prod', {}],
    ['an empty query parameter', ['route.request.querystring.token'], '/prod?token=', {}],
    ['a missing stage variable', ['stageVariables.color'], '/prod', {}],
    ['a missing context value', ['context.identity.userAgent'], '/prod', {}],
    [
      'one of two sources missing',
      ['route.request.header.Authorization', 'route.request.querystring.token'],
      '/prod',
      { Authorization: 'x' },
    ],
  ])('is not invoked for %s: 401', async (_what, identitySources, path, headers) => {
    const { refuse, eventsOf } = await start(withAuthorizer(allow, identitySources));
    const { status, body } = await refuse(path, { headers });
    expect(status).toBe(401);
    expect(JSON.parse(body)).toEqual({ message: 'Unauthorized' });
    expect(eventsOf('authorizer').waitingItems).toEqual([]);
  });

  test('is invoked when every identity source has a value, header names in any case', async () => {
    const { connect, eventsOf } = await start(
      withAuthorizer(allow, ['route.request.header.authorization', 'context.identity.sourceIp']),
    );
    await connect('/prod', { headers: { Authorization: 'Bearer x' } });
    expect(eventsOf('authorizer').waitingItems).toHaveLength(1);
  });

  test.each<[string, number, FakeFunction]>([
    [
      'throwing exactly Unauthorized',
      401,
      () => {
        throw new Error('Unauthorized');
      },
    ],
    [
      'throwing anything else',
      500,
      () => {
        throw new Error('Unauthorized: expired');
      },
    ],
    ['a Deny policy', 403, () => ({ principalId: 'user1', policyDocument: policy('Deny') })],
    [
      'a policy for another resource',
      403,
      () => ({ principalId: 'user1', policyDocument: policy('Allow', 'arn:aws:execute-api:*:*:other/*') }),
    ],
    ['no result', 500, () => undefined],
    ['no principal', 500, () => ({ policyDocument: policy('Allow') })],
    ['no policy', 500, () => ({ principalId: 'user1' })],
    ['a malformed policy', 500, () => ({ principalId: 'user1', policyDocument: policy('Perhaps') })],
    ['a context value that is an object', 500, () => ({ ...allow(), context: { user: { name: 'x' } } })],
    ['a context that is a list', 500, () => ({ ...allow(), context: ['x'] })],
    ['a context over 8 KB', 500, () => ({ ...allow(), context: { x: 'x'.repeat(8 * 1024) } })],
  ])('with %s refuses before $connect with %i', async (_what, status, authorizer) => {
    const { refuse, eventsOf } = await start(withAuthorizer(authorizer));
    expect((await refuse()).status).toBe(status);
    expect(eventsOf('$connect').waitingItems).toEqual([]);
  });

  test('over its time gives 500', async () => {
    const { refuse } = await start({
      ...withAuthorizer(() => new Promise(() => {})),
      gateway: { limits: { authorizerTimeoutMs: 5 } },
    });
    expect((await refuse()).status).toBe(500);
  });

  test('runs for every handshake: nothing is cached', async () => {
    const { connect, eventsOf } = await start(withAuthorizer(allow));
    await connect('/prod', { headers: { Authorization: 'Bearer x' } });
    await connect('/prod', { headers: { Authorization: 'Bearer x' } });
    expect(eventsOf('authorizer').waitingItems).toHaveLength(2);
  });

  test('with an identity source of an unknown form is refused when the gateway is made', async () => {
    await expect(start(withAuthorizer(allow, ['$request.body.token']))).rejects.toThrow(
      'The identity source $request.body.token is not supported',
    );
  });
});
