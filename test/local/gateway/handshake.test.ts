import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createGate, InvocationRefused } from './fake-functions.ts';
import { type GatewaySettings, gatewayStarter } from './gateway-under-test.ts';

describe('the handshake', () => {
  const start = gatewayStarter();

  function withConnect(run: () => unknown, more: GatewaySettings = {}): GatewaySettings {
    return { functions: { $connect: run }, ...more };
  }

  test.each(['/prod', '/prod/', '/prod?room=lobby', '/prod/?room=lobby'])('%s is accepted', async (path) => {
    const { connect } = await start();
    expect((await connect(path)).socket.readyState).toBe(1);
  });

  test.each(['/', '/prod/room', '/prod//', '/other', '/prodigy', '/?room=lobby'])(
    '%s is refused with 403, without running $connect',
    async (path) => {
      const { refuse, eventsOf } = await start();
      const { status, headers, body } = await refuse(path);
      expect(status).toBe(403);
      expect(headers['x-amzn-errortype']).toBe('ForbiddenException');
      expect(headers['x-amzn-requestid']).toBeDefined();
      expect(JSON.parse(body)).toEqual({ message: 'Forbidden' });
      expect(eventsOf('$connect').waitingItems).toEqual([]);
    },
  );

  test.each([
    ['a status of its own', 418, () => ({ statusCode: 418 })],
    ['401', 401, () => ({ statusCode: 401, body: 'no' })],
    ['a redirect', 302, () => ({ statusCode: 302 })],
    ['500', 500, () => ({ statusCode: 500 })],
    ['nothing', 502, () => undefined],
    ['a string', 502, () => 'ok'],
    ['a status that is no integer', 502, () => ({ statusCode: '200' })],
    ['a body that is no string', 502, () => ({ statusCode: 200, body: {} })],
  ])('$connect returning %s gives %i', async (_what, status, run) => {
    const { refuse } = await start(withConnect(run));
    const refused = await refuse();
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.body)).toEqual({ message: expect.any(String) });
  });

  test('$connect throwing gives 502', async () => {
    const { refuse } = await start(
      withConnect(() => {
        throw new Error('broken');
      }),
    );
    expect((await refuse()).status).toBe(502);
  });

  test('a refused invocation of $connect gives 500', async () => {
    const { refuse } = await start(
      withConnect(() => {
        throw new InvocationRefused('throttled');
      }),
    );
    expect((await refuse()).status).toBe(500);
  });

  test('an invoke that rejects, which it should not, gives 500', async () => {
    const { refuse } = await start({ gateway: { invoke: () => Promise.reject(new Error('no worker')) } });
    expect((await refuse()).status).toBe(500);
  });

  test('$connect over its time gives 504, and its late success opens nothing', async () => {
    const gate = createGate();
    const { refuse, gateway, eventsOf } = await start(
      withConnect(
        async () => {
          await gate.opened;
          return { statusCode: 200 };
        },
        { routes: { $connect: { integrationTimeoutMs: 5 }, $disconnect: {} } },
      ),
    );
    expect((await refuse()).status).toBe(504);
    gate.open();
    await gateway.close();
    expect(gateway.connectionCount).toBe(0);
    expect(eventsOf('$disconnect').waitingItems).toEqual([]);
  });

  test('a failed $connect is followed by no $disconnect', async () => {
    const { refuse, gateway, eventsOf } = await start(withConnect(() => ({ statusCode: 403 })));
    await refuse();
    await gateway.close();
    expect(eventsOf('$disconnect').waitingItems).toEqual([]);
  });

  test('without a $connect route every socket is accepted', async () => {
    const { connect } = await start({ routes: { $default: {} } });
    expect((await connect()).socket.readyState).toBe(1);
  });

  test('a plain GET gives 426', async () => {
    const { httpUrl } = await start();
    const response = await fetch(`${httpUrl}/prod`);
    expect(response.status).toBe(426);
    expect(response.headers.get('upgrade')).toBe('websocket');
    await response.body?.cancel();
  });

  test('a plain GET of another path is left to the server', async () => {
    const { httpUrl } = await start();
    const response = await fetch(`${httpUrl}/health`);
    expect(response.status).toBe(404);
  });

  test('an upgrade that is no WebSocket handshake gives 400 without running $connect', async () => {
    const { httpUrl, eventsOf } = await start();
    const status = await new Promise((resolve, reject) => {
      request(`${httpUrl}/prod`, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } })
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
    expect(eventsOf('$connect').waitingItems).toEqual([]);
  });

  test('new connections beyond the quota get 429 until the bucket has filled again', async () => {
    let time = 1_000_000;
    const { connect, refuse } = await start({
      gateway: { limits: { newConnectionsPerSecond: 2 }, now: () => time },
    });
    await connect();
    await connect();
    expect((await refuse()).status).toBe(429);
    time += 500;
    await connect();
    expect((await refuse()).status).toBe(429);
  });

  test("handshakes beyond the stage's throttle get 429", async () => {
    const { connect, refuse } = await start({
      stage: { throttle: { rateLimit: 1, burstLimit: 1 } },
      gateway: { now: () => 0 },
    });
    await connect();
    expect((await refuse()).status).toBe(429);
  });

  test('the subprotocol is the one that $connect returns', async () => {
    const { connect, eventsOf } = await start(
      withConnect(() => ({ statusCode: 200, headers: { 'sec-websocket-protocol': 'chat.v2' } })),
    );
    const client = await connect('/prod', { protocols: ['chat.v1', 'chat.v2'] });
    expect(client.socket.protocol).toBe('chat.v2');
    const { headers } = await eventsOf('$connect').next();
    expect(headers['Sec-WebSocket-Protocol']).toBe('chat.v1,chat.v2');
  });

  test('an offered subprotocol that $connect does not return is not echoed', async () => {
    const { connect } = await start();
    await expect(connect('/prod', { protocols: ['chat.v1'] })).rejects.toThrow('Server sent no subprotocol');
  });

  test('the upgrade waits for $connect', async () => {
    const gate = createGate();
    const { connect, eventsOf, gateway } = await start(
      withConnect(async () => {
        await gate.opened;
        return { statusCode: 200 };
      }),
    );
    let isOpen = false;
    const connecting = connect().then(() => {
      isOpen = true;
    });
    await eventsOf('$connect').next();
    expect({ isOpen, count: gateway.connectionCount }).toEqual({ isOpen: false, count: 0 });
    gate.open();
    await connecting;
    expect({ isOpen, count: gateway.connectionCount }).toEqual({ isOpen: true, count: 1 });
  });

  test('a frame sent right after the upgrade is handled', async () => {
    const { connect, eventsOf } = await start();
    const client = await connect();
    client.send('first');
    expect((await eventsOf('$default').next()).body).toBe('first');
  });
});
