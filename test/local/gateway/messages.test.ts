import { describe, expect, jest, test } from '@jest/globals';
import { createGate, InvocationRefused } from './fake-functions.ts';
import { gatewayStarter } from './gateway-under-test.ts';

function frame(message: string): RegExp {
  return new RegExp(
    `^\\{"message": "${message}", "connectionId":"[\\w-]{15}=", "requestId":"[\\w-]{15}="\\}$`,
  );
}

describe('a message', () => {
  const start = gatewayStarter();

  test.each([
    ['{"type":"join"}', 'join'],
    ['{"type":7}', '7'],
    ['{"type":true}', 'true'],
    ['{"type":"Join"}', '$default'],
    ['{"type":"joining"}', '$default'],
    ['{"type":null}', '$default'],
    ['{"type":{}}', '$default'],
    ['{"other":"join"}', '$default'],
    ['{"type":"$connect"}', '$default'],
    ['{"type":"$disconnect"}', '$default'],
    ['{"type":"$default"}', '$default'],
    ['not JSON', '$default'],
    ['"join"', '$default'],
    ['null', '$default'],
    ['', '$default'],
  ])('%s goes to the route %s', async (body, routeKey) => {
    const { connect, eventsOf } = await start({
      routes: { $connect: {}, $disconnect: {}, $default: {}, join: {}, 7: {}, true: {} },
    });
    const client = await connect();
    client.send(body);
    const event = await eventsOf(routeKey).next();
    expect(event.body).toBe(body);
    expect(event.requestContext.routeKey).toBe(routeKey);
  });

  test.each([
    ['as route key', (deep: string) => `{"type":${deep}}`],
    ['all of the body', (deep: string) => deep],
    ['beside the route key', (deep: string) => `{"type":"join","more":${deep}}`],
  ])('nested as deep as a frame can be, %s, still goes to a route', async (_name, make) => {
    const { connect, eventsOf } = await start({ routes: { $default: {}, join: {} } });
    const client = await connect();
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      for (const depth of [1_000, 5_000]) {
        const body = make(`${open.repeat(depth)}0${close.repeat(depth)}`);
        client.send(body);
        const event = await eventsOf(body.startsWith('{"type":"join"') ? 'join' : '$default').next();
        expect(event.body).toBe(body);
      }
    }
  });

  // biome-ignore lint/suspicious/noTemplateCurlyInString: API Gateway's own syntax
  test.each(['$request.body.data.type', '${request.body.data.type}'])(
    'is routed by %s',
    async (expression) => {
      const { connect, eventsOf } = await start({
        routes: { join: {}, $default: {} },
        routeSelectionExpression: expression,
      });
      const client = await connect();
      client.send({ data: { type: 'join' } });
      await eventsOf('join').next();
      client.send({ data: 'join' });
      await eventsOf('$default').next();
    },
  );

  test('an unsupported route selection expression is refused when the gateway is made', async () => {
    await expect(start({ routeSelectionExpression: '$request.header.type' })).rejects.toThrow(
      'The route selection expression $request.header.type is not supported',
    );
  });

  test('that matches no route, without a $default, is answered Forbidden', async () => {
    const { connect, eventsOf } = await start({ routes: { $connect: {}, join: {} } });
    const client = await connect();
    const { connectionId } = (await eventsOf('$connect').next()).requestContext;
    client.send('hello');
    const text = await client.nextMessage();
    expect(text).toMatch(frame('Forbidden'));
    expect(JSON.parse(text).connectionId).toBe(connectionId);
    client.send({ type: 'join' });
    await eventsOf('join').next();
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('secret detail');
      },
    ],
    [
      'cannot be invoked',
      () => {
        throw new InvocationRefused('no permission');
      },
    ],
    ['returns nothing', () => undefined],
    ['returns a string', () => 'done'],
    ['returns no status', () => ({ body: 'x' })],
    ['returns a fraction for a status', () => ({ statusCode: 200.5 })],
    ['returns a body that is an object', () => ({ statusCode: 200, body: {} })],
  ])(
    'whose function %s is answered Internal server error, and the connection stays open',
    async (_what, run) => {
      const { connect } = await start({ functions: { $default: run } });
      const client = await connect();
      client.send('one');
      expect(await client.nextMessage()).toMatch(frame('Internal server error'));
      client.send('two');
      expect(await client.nextMessage()).toMatch(frame('Internal server error'));
    },
  );

  test('over its time is answered Endpoint request timed out, and the late result is ignored', async () => {
    const gate = createGate();
    const { connect } = await start({
      routes: {
        slow: { integrationTimeoutMs: 5, returnsResponse: true },
        quick: { returnsResponse: true },
      },
      functions: {
        slow: async () => {
          await gate.opened;
          return { statusCode: 200, body: 'late' };
        },
        quick: () => ({ statusCode: 200, body: 'quick' }),
      },
    });
    const client = await connect();
    client.send({ type: 'slow' });
    expect(await client.nextMessage()).toMatch(frame('Endpoint request timed out'));
    gate.open();
    client.send({ type: 'quick' });
    expect(await client.nextMessage()).toBe('quick');
  });

  test.each([
    [200, 'the reply', 'the reply'],
    [500, 'the error', 'the error'],
    [200, undefined, ''],
    [200, '', ''],
  ])('on a route with a response, status %p and body %p, is answered %p', async (statusCode, body, reply) => {
    const { connect } = await start({
      routes: { $default: { returnsResponse: true } },
      functions: { $default: () => ({ statusCode, ...(body !== undefined && { body }) }) },
    });
    const client = await connect();
    client.send('hello');
    expect(await client.nextMessage()).toBe(reply);
  });

  test('on a route without a response is not answered', async () => {
    const { connect } = await start({
      routes: { silent: {}, loud: { returnsResponse: true } },
      functions: {
        silent: () => ({ statusCode: 200, body: 'unseen' }),
        loud: () => ({ statusCode: 200, body: 'seen' }),
      },
    });
    const client = await connect();
    client.send({ type: 'silent' });
    client.send({ type: 'loud' });
    expect(await client.nextMessage()).toBe('seen');
  });

  test("runs beside the connection's others, and replies may overtake each other", async () => {
    const gate = createGate();
    const { connect } = await start({
      routes: { $default: { returnsResponse: true } },
      functions: {
        $default: async ({ body }) => {
          if (body === 'first') await gate.opened;
          return { statusCode: 200, body };
        },
      },
    });
    const client = await connect();
    client.send('first');
    client.send('second');
    expect(await client.nextMessage()).toBe('second');
    gate.open();
    expect(await client.nextMessage()).toBe('first');
  });

  test.each([
    ['the stage', { stage: { throttle: { rateLimit: 1, burstLimit: 1 } } }, {}],
    [
      'the route, whatever the stage allows',
      {
        stage: {
          throttle: { rateLimit: 100, burstLimit: 100 },
          routeThrottles: new Map([['$default', { rateLimit: 1, burstLimit: 1 }]]),
        },
      },
      {},
    ],
    ['the account', {}, { accountRateLimit: 1, accountBurstLimit: 2 }],
  ])('throttled by %s is answered Too Many Requests', async (_what, settings, limits) => {
    const { connect } = await start({
      ...settings,
      routes: { $connect: {}, $default: { returnsResponse: true } },
      gateway: { now: () => 0, limits },
    });
    const client = await connect();
    client.send('one');
    expect(await client.nextMessage()).toBe('');
    client.send('two');
    expect(JSON.parse(await client.nextMessage())).toMatchObject({ message: 'Too Many Requests' });
  });

  test('for a route that is left out of a local run is answered with an error, and the log says why', async () => {
    const log = jest.fn();
    const { connect } = await start({
      routes: { $default: { unserved: 'it is of type MOCK' } },
      gateway: { log },
    });
    const client = await connect();
    client.send('hello');
    expect(JSON.parse(await client.nextMessage())).toMatchObject({ message: 'Internal server error' });
    expect(log).toHaveBeenCalledWith("The route isn't served here", {
      routeKey: '$default',
      reason: 'it is of type MOCK',
    });
  });

  test('whose reply comes after the client has gone harms nobody', async () => {
    const gate = createGate();
    const { connect, eventsOf, gateway } = await start({
      routes: { $default: { returnsResponse: true }, $disconnect: {} },
      functions: {
        $default: async () => {
          await gate.opened;
          return { statusCode: 200, body: 'too late' };
        },
      },
    });
    const client = await connect();
    client.send('hello');
    await eventsOf('$default').next();
    client.socket.terminate();
    await eventsOf('$disconnect').next();
    gate.open();
    await gateway.close();
  });
});
