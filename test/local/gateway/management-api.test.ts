import {
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, test } from '@jest/globals';
import { createGate } from './fake-functions.ts';
import { type GatewaySettings, gatewayStarter } from './gateway-under-test.ts';

const UNKNOWN_ID = 'R1kmxc2VNjMCFIA=';
const SIGNED = {
  Authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261120/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0',
};

describe('@connections', () => {
  const start = gatewayStarter();

  async function startAndConnect(settings: GatewaySettings = {}) {
    const running = await start(settings);
    const socketClient = await running.connect('/prod', { headers: { 'user-agent': 'tests' } });
    const ConnectionId: string = (await running.eventsOf('$connect').next()).requestContext.connectionId;
    return { ...running, socketClient, ConnectionId };
  }

  test('POST sends a text frame and answers 200 with nothing', async () => {
    const { client, socketClient, ConnectionId } = await startAndConnect();
    const { $metadata } = await client.send(new PostToConnectionCommand({ ConnectionId, Data: 'héllo' }));
    expect($metadata.httpStatusCode).toBe(200);
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await socketClient.nextMessage()).toBe('héllo');
  });

  test('POST takes 128 KB and not a byte more', async () => {
    const { client, socketClient, ConnectionId } = await startAndConnect();
    const Data = 'x'.repeat(128 * 1024);
    await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
    expect(await socketClient.nextMessage()).toHaveLength(128 * 1024);
    const tooLarge = client.send(new PostToConnectionCommand({ ConnectionId, Data: `${Data}x` }));
    await expect(tooLarge).rejects.toMatchObject({
      name: 'PayloadTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });

  test('GET answers times and identity in camel case', async () => {
    let time = Date.UTC(2024, 0, 20, 11, 55);
    const { client, socketClient, ConnectionId, httpUrl, eventsOf } = await startAndConnect({
      gateway: { now: () => time },
    });
    time += 1_500;
    socketClient.send('hello');
    await eventsOf('$default').next();
    const response = await fetch(`${httpUrl}/prod/@connections/${encodeURIComponent(ConnectionId)}`, {
      headers: SIGNED,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      connectedAt: '2024-01-20T11:55:00.000Z',
      identity: { sourceIp: '127.0.0.1', userAgent: 'tests' },
      lastActiveAt: '2024-01-20T11:55:01.500Z',
    });
    expect((await client.send(new GetConnectionCommand({ ConnectionId }))).$metadata.httpStatusCode).toBe(
      200,
    );
  });

  test('DELETE answers 204 and closes the client with 1000', async () => {
    const { client, socketClient, ConnectionId, eventsOf } = await startAndConnect();
    const { $metadata } = await client.send(new DeleteConnectionCommand({ ConnectionId }));
    expect($metadata.httpStatusCode).toBe(204);
    expect(await socketClient.closed).toEqual({ code: 1000, reason: 'Connection Closed Normally' });
    expect((await eventsOf('$disconnect').next()).requestContext).toMatchObject({
      disconnectStatusCode: 1000,
      disconnectReason: 'Connection Closed Normally',
    });
  });

  test('a connection is gone as soon as it is deleted, though its client has not answered', async () => {
    const { client, socketClient, ConnectionId } = await startAndConnect();
    socketClient.socket.pause();
    await client.send(new DeleteConnectionCommand({ ConnectionId }));
    await expect(client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))).rejects.toMatchObject(
      { name: 'GoneException' },
    );
    await expect(client.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: 'GoneException',
    });
    socketClient.socket.resume();
  });

  test.each([
    ['POST', new PostToConnectionCommand({ ConnectionId: UNKNOWN_ID, Data: 'x' })],
    ['GET', new GetConnectionCommand({ ConnectionId: UNKNOWN_ID })],
    ['DELETE', new DeleteConnectionCommand({ ConnectionId: UNKNOWN_ID })],
  ])('%s to a connection that is not there answers 410', async (_method, command) => {
    const { client } = await start();
    await expect(client.send(command as PostToConnectionCommand)).rejects.toMatchObject({
      name: 'GoneException',
      $metadata: { httpStatusCode: 410 },
    });
  });

  test("the 410's error is named by a header alone: its body is not JSON", async () => {
    const { httpUrl } = await start();
    const response = await fetch(`${httpUrl}/prod/@connections/${encodeURIComponent(UNKNOWN_ID)}`, {
      method: 'POST',
      headers: SIGNED,
      body: 'x',
    });
    expect(response.status).toBe(410);
    expect(response.headers.get('x-amzn-errortype')).toBe('GoneException');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.text()).toBe('');
  });

  test('a POST to the connecting client answers 410 until $connect has returned', async () => {
    const gate = createGate();
    const { client, connect, eventsOf } = await start({
      functions: {
        $connect: async () => {
          await gate.opened;
          return { statusCode: 200 };
        },
      },
    });
    const connecting = connect();
    const { connectionId: ConnectionId } = (await eventsOf('$connect').next()).requestContext;
    const post = () => client.send(new PostToConnectionCommand({ ConnectionId, Data: 'welcome' }));
    await expect(post()).rejects.toMatchObject({ name: 'GoneException' });
    gate.open();
    const socketClient = await connecting;
    await post();
    expect(await socketClient.nextMessage()).toBe('welcome');
  });

  test('a POST after the client has left answers 410', async () => {
    const { client, socketClient, ConnectionId, eventsOf } = await startAndConnect();
    socketClient.socket.close();
    await eventsOf('$disconnect').next();
    await expect(client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))).rejects.toMatchObject(
      { name: 'GoneException' },
    );
  });

  test.each(['bad', 'R1kmxc2VNjMCFIA', 'R1kmxc2VNjMCFI%20%3D', '%E0%A4%A', ''])(
    'the malformed id "%s" is answered 400',
    async (id) => {
      const { httpUrl } = await start();
      const response = await fetch(`${httpUrl}/prod/@connections/${id}`, {
        method: 'DELETE',
        headers: SIGNED,
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('x-amzn-errortype')).toBe('BadRequestException');
      expect(await response.json()).toEqual({ message: 'Invalid connectionId' });
    },
  );

  test.each(['@connections', '%40connections'])(
    'the path may say /%s/ and the id be encoded',
    async (segment) => {
      const { httpUrl, socketClient, ConnectionId } = await startAndConnect();
      for (const id of [ConnectionId, encodeURIComponent(ConnectionId)]) {
        const response = await fetch(`${httpUrl}/prod/${segment}/${id}`, {
          method: 'POST',
          headers: SIGNED,
          body: id,
        });
        expect(response.status).toBe(200);
        expect(await response.text()).toBe('');
        expect(await socketClient.nextMessage()).toBe(id);
      }
    },
  );

  test.each([
    ['no signature', {}],
    ['a bearer token', { Authorization: 'Bearer x' }],
    ['a signature for another service', { Authorization: SIGNED.Authorization.replace('execute-api', 's3') }],
  ])('a request with %s is answered 403', async (_what, headers) => {
    const { httpUrl, ConnectionId, gateway } = await startAndConnect();
    const response = await fetch(`${httpUrl}/prod/@connections/${ConnectionId}`, {
      method: 'DELETE',
      headers,
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('ForbiddenException');
    await response.body?.cancel();
    expect(gateway.connectionCount).toBe(1);
  });

  test('a method that the API does not have is answered 403', async () => {
    const { httpUrl, ConnectionId } = await startAndConnect();
    const response = await fetch(`${httpUrl}/prod/@connections/${ConnectionId}`, {
      method: 'PUT',
      headers: SIGNED,
      body: 'x',
    });
    expect(response.status).toBe(403);
    await response.body?.cancel();
  });

  test('a POST to a client that does not read answers 429 once its buffer is full', async () => {
    const { client, socketClient, ConnectionId } = await startAndConnect({
      gateway: { limits: { clientBufferBytes: 64 * 1024 } },
    });
    socketClient.socket.pause();
    const Data = 'x'.repeat(128 * 1024);
    // The kernel takes some megabytes before anything waits in this process.
    const postUntilRefused = async () => {
      for (let count = 0; count < 500; count += 1) {
        await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
      }
    };
    await expect(postUntilRefused()).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 429 },
    });
    socketClient.socket.resume();
    expect(await socketClient.nextMessage()).toBe(Data);
  });

  test("calls beyond the account's quota answer 429", async () => {
    const { client, ConnectionId } = await startAndConnect({
      gateway: { now: () => 0, limits: { accountRateLimit: 1, accountBurstLimit: 2 } },
    });
    const post = () => client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }));
    await post();
    await expect(post()).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});
