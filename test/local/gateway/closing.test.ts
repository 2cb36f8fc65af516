import { connect as connectTcp } from 'node:net';
import { PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createGate } from './fake-functions.ts';
import { gatewayStarter } from './gateway-under-test.ts';

describe('a connection ends', () => {
  const start = gatewayStarter();

  async function startAndConnect(limits = {}) {
    const { connect, eventsOf, gateway } = await start({ gateway: { limits } });
    const client = await connect();
    return {
      client,
      gateway,
      eventsOf,
      /** What $disconnect was told. */
      async ending() {
        const { requestContext } = await eventsOf('$disconnect').next();
        return [requestContext.disconnectStatusCode, requestContext.disconnectReason];
      },
    };
  }

  test('with 1005 when the client closes without a code', async () => {
    const { client, ending, gateway } = await startAndConnect();
    client.socket.close();
    expect(await ending()).toEqual([1005, 'Client-side close frame status not set']);
    expect(gateway.connectionCount).toBe(0);
  });

  test.each([
    [1001, ''],
    [1000, 'bye'],
    [4001, 'moved'],
  ])("with the client's own %p %p", async (code, reason) => {
    const { client, ending } = await startAndConnect();
    client.socket.close(code, reason);
    expect(await ending()).toEqual([code, reason]);
    expect(await client.closed).toEqual({ code, reason });
  });

  test('with 1006 when the client is killed', async () => {
    const { client, ending } = await startAndConnect();
    client.socket.terminate();
    expect(await ending()).toEqual([1006, '']);
  });

  test('with 1003 on a binary frame, which no function sees', async () => {
    const { client, ending, eventsOf } = await startAndConnect();
    client.socket.send(Buffer.from('{}'), { binary: true });
    client.send('after');
    expect((await client.closed).code).toBe(1003);
    expect((await ending())[0]).toBe(1003);
    expect(eventsOf('$default').waitingItems).toEqual([]);
  });

  test('not on a frame of exactly 32 KB', async () => {
    const { client, eventsOf } = await startAndConnect();
    client.send('x'.repeat(32 * 1024));
    expect((await eventsOf('$default').next()).body).toHaveLength(32 * 1024);
  });

  test('with 1009 on a frame of one byte more', async () => {
    const { client, ending, eventsOf } = await startAndConnect();
    client.send('fits');
    client.send('x'.repeat(32 * 1024 + 1));
    client.send('after');
    expect((await client.closed).code).toBe(1009);
    expect((await ending())[0]).toBe(1009);
    expect((await eventsOf('$default').next()).body).toBe('fits');
    expect(eventsOf('$default').waitingItems).toEqual([]);
  });

  test('not on a message of exactly 128 KB in frames of 32', async () => {
    const { client, eventsOf } = await startAndConnect();
    const fragment = 'x'.repeat(32 * 1024);
    for (const fin of [false, false, false, true]) client.socket.send(fragment, { fin });
    expect((await eventsOf('$default').next()).body).toHaveLength(128 * 1024);
  });

  test('with 1009 on a message of one byte more', async () => {
    const { client, ending, eventsOf } = await startAndConnect();
    const fragment = 'x'.repeat(32 * 1024);
    for (let count = 0; count < 4; count += 1) client.socket.send(fragment, { fin: false });
    client.socket.send('x', { fin: true });
    expect((await client.closed).code).toBe(1009);
    expect((await ending())[0]).toBe(1009);
    expect(eventsOf('$default').waitingItems).toEqual([]);
  });

  test('with 1009 on a fragment over 32 KB of a message under 128 KB', async () => {
    const { client } = await startAndConnect();
    client.socket.send('small', { fin: false });
    client.socket.send('x'.repeat(32 * 1024 + 1), { fin: true });
    expect((await client.closed).code).toBe(1009);
  });

  test('with 1007 on text that is not UTF-8', async () => {
    const { client, ending } = await startAndConnect();
    client.socket.send(Buffer.from([0xff]), { binary: false });
    expect((await client.closed).code).toBe(1007);
    expect((await ending())[0]).toBe(1007);
  });

  test('with 1001 when it idles, whatever pings the client sends', async () => {
    const { client, ending } = await startAndConnect({ idleMs: 40 });
    client.socket.on('pong', () => client.socket.ping());
    client.socket.ping();
    expect((await client.closed).code).toBe(1001);
    expect((await ending())[0]).toBe(1001);
  });

  test.each(['sent', 'received'])(
    'at the idle limit after the last message it %s, not before',
    async (how) => {
      let time = 0;
      let noteReading = () => {};
      const {
        connect,
        eventsOf,
        client: management,
      } = await start({
        gateway: {
          limits: { idleMs: 5 },
          now: () => {
            noteReading();
            return time;
          },
        },
      });
      // On a quiet connection only the idle check reads the clock.
      const nextCheck = () =>
        new Promise<void>((resolve) => {
          noteReading = resolve;
        });
      const client = await connect();
      const ConnectionId: string = (await eventsOf('$connect').next()).requestContext.connectionId;
      time = 4;
      if (how === 'sent') {
        client.send('hello');
        await eventsOf('$default').next();
      } else {
        await management.send(new PostToConnectionCommand({ ConnectionId, Data: 'hello' }));
        await client.nextMessage();
      }
      time = 8;
      await nextCheck();
      await nextCheck();
      expect(client.socket.readyState).toBe(WebSocket.OPEN);
      time = 9;
      expect((await client.closed).code).toBe(1001);
    },
  );

  test('with 1001 when it has lasted its time, busy or not', async () => {
    const { client, ending } = await startAndConnect({ durationMs: 20 });
    expect((await client.closed).code).toBe(1001);
    expect((await ending())[0]).toBe(1001);
  });

  test('and the others never notice', async () => {
    const { connect, eventsOf } = await start({
      routes: { $default: { returnsResponse: true }, $disconnect: {} },
      functions: { $default: ({ body }) => ({ statusCode: 200, body }) },
    });
    const bystander = await connect();
    const [killed, binary, large, garbled] = await Promise.all([connect(), connect(), connect(), connect()]);
    killed.socket.terminate();
    binary.socket.send(Buffer.from('x'), { binary: true });
    large.send('x'.repeat(200 * 1024));
    garbled.socket.send(Buffer.from([0xff]), { binary: false });
    for (let count = 0; count < 4; count += 1) await eventsOf('$disconnect').next();
    bystander.send('still here');
    expect(await bystander.nextMessage()).toBe('still here');
  });
});

describe('a client that vanishes during the handshake', () => {
  const start = gatewayStarter();

  test.each(['$connect', 'authorizer'])('while %s runs gets its $disconnect', async (runningFunction) => {
    const gate = createGate();
    const policyDocument = {
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
    };
    const { httpUrl, eventsOf, gateway } = await start({
      routes: {
        $connect: { authorizer: { functionName: 'authorizer', identitySources: [] } },
        $disconnect: {},
      },
      functions: {
        authorizer: async () => {
          if (runningFunction === 'authorizer') await gate.opened;
          return { principalId: 'user1', policyDocument };
        },
        $connect: async () => {
          await gate.opened;
          return { statusCode: 200 };
        },
      },
    });
    const socket = new WebSocket(`${httpUrl.replace('http', 'ws')}/prod`);
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    await eventsOf(runningFunction).next();
    socket.terminate();
    await gone;
    gate.open();
    const { requestContext } = await eventsOf('$disconnect').next();
    expect(requestContext.disconnectStatusCode).toBe(1006);
    if (runningFunction === 'authorizer') {
      expect((await eventsOf('$connect').next()).requestContext.connectionId).toBe(
        requestContext.connectionId,
      );
    }
    expect(gateway.connectionCount).toBe(0);
  });

  test('even by a reset, gets no $disconnect when $connect refuses it', async () => {
    const gate = createGate();
    const { httpUrl, eventsOf, gateway } = await start({
      functions: {
        $connect: async () => {
          await gate.opened;
          return { statusCode: 403 };
        },
      },
    });
    const socket = connectTcp(Number(new URL(httpUrl).port), '127.0.0.1');
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      [
        'GET /prod HTTP/1.1',
        'Host: localhost',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '\r\n',
      ].join('\r\n'),
    );
    await eventsOf('$connect').next();
    socket.resetAndDestroy();
    await gone;
    gate.open();
    await gateway.close();
    expect(eventsOf('$disconnect').waitingItems).toEqual([]);
  });
});

describe('closing the gateway', () => {
  const start = gatewayStarter();

  test('closes every socket with 1001 and waits for their $disconnect functions', async () => {
    const gate = createGate();
    let finished = 0;
    const { connect, eventsOf, gateway } = await start({
      functions: {
        $disconnect: async () => {
          await gate.opened;
          finished += 1;
          return { statusCode: 200 };
        },
      },
    });
    const clients = await Promise.all([connect(), connect()]);
    const closing = gateway.close();
    for (const client of clients) expect((await client.closed).code).toBe(1001);
    await eventsOf('$disconnect').next();
    await eventsOf('$disconnect').next();
    expect(finished).toBe(0);
    gate.open();
    await closing;
    expect(finished).toBe(2);
    expect(gateway.connectionCount).toBe(0);
  });

  test('waits no longer than it is told for a function that hangs', async () => {
    const { connect, gateway } = await start({
      functions: { $disconnect: () => new Promise(() => {}) },
      routes: { $disconnect: { integrationTimeoutMs: 100 } },
      gateway: { limits: { shutdownMs: 20 } },
    });
    await connect();
    await gateway.close();
  });

  test('does not wait for ever for a client that answers no close frame', async () => {
    const { connect, gateway, eventsOf } = await start({ gateway: { limits: { closeHandshakeMs: 20 } } });
    const client = await connect();
    client.socket.pause();
    await gateway.close();
    expect((await eventsOf('$disconnect').next()).requestContext.disconnectStatusCode).toBe(1001);
  });

  test('refuses new sockets with 503', async () => {
    const { refuse, gateway } = await start();
    await gateway.close();
    expect((await refuse()).status).toBe(503);
  });

  test('refuses a socket whose $connect is running, and runs its $disconnect', async () => {
    const gate = createGate();
    const { refuse, gateway, eventsOf } = await start({
      functions: {
        $connect: async () => {
          await gate.opened;
          return { statusCode: 200 };
        },
      },
    });
    const refusing = refuse();
    await eventsOf('$connect').next();
    const closing = gateway.close();
    gate.open();
    expect((await refusing).status).toBe(503);
    await closing;
    expect(eventsOf('$disconnect').waitingItems).toHaveLength(1);
  });
});
