import { describe, expect, test } from '@jest/globals';
import { gatewayStarter } from './gateway-under-test.ts';

const ID = /^[\w-]{15}=$/;
const CONTEXT_KEYS = [
  'apiId',
  'connectedAt',
  'connectionId',
  'domainName',
  'eventType',
  'extendedRequestId',
  'identity',
  'messageDirection',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'routeKey',
  'stage',
];

function sortedKeys(value: object): string[] {
  return Object.keys(value).sort();
}

describe('the events', () => {
  const start = gatewayStarter();

  test('CONNECT has headers and a request context, and neither body nor query', async () => {
    const { connect, eventsOf } = await start();
    await connect('/prod', { headers: { 'X-My-Case': 'kept', 'user-agent': 'tests' } });
    const event = await eventsOf('$connect').next();
    expect(sortedKeys(event)).toEqual(['headers', 'isBase64Encoded', 'multiValueHeaders', 'requestContext']);
    expect(event.isBase64Encoded).toBe(false);
    expect(sortedKeys(event.requestContext)).toEqual(CONTEXT_KEYS);
    expect(event.requestContext).toMatchObject({
      routeKey: '$connect',
      eventType: 'CONNECT',
      messageDirection: 'IN',
      stage: 'prod',
      domainName: 'abc123defg.execute-api.eu-west-1.amazonaws.com',
      apiId: 'abc123defg',
      connectionId: expect.stringMatching(ID),
      identity: { sourceIp: '127.0.0.1', userAgent: 'tests' },
    });
    expect(event.requestContext.requestId).toBe(event.requestContext.extendedRequestId);
  });

  test('CONNECT keeps the case of header names, strips the hop headers and adds the forwarding ones', async () => {
    const { connect, eventsOf } = await start();
    await connect('/prod', { headers: { 'X-My-Case': 'kept', Origin: 'https://chat.example' } });
    const { headers, multiValueHeaders } = await eventsOf('$connect').next();
    expect(sortedKeys(headers)).toEqual([
      'Host',
      'Origin',
      'Sec-WebSocket-Key',
      'Sec-WebSocket-Version',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
      'X-My-Case',
    ]);
    expect(headers).toMatchObject({
      Host: 'abc123defg.execute-api.eu-west-1.amazonaws.com',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    });
    expect(multiValueHeaders['X-My-Case']).toEqual(['kept']);
  });

  test('CONNECT appends the peer to what a proxy in front has forwarded', async () => {
    const { connect, eventsOf } = await start();
    await connect('/prod', { headers: { 'X-Forwarded-For': '203.0.113.7' } });
    const { headers } = await eventsOf('$connect').next();
    expect(headers['X-Forwarded-For']).toBe('203.0.113.7, 127.0.0.1');
  });

  test('CONNECT has the decoded query, each last value and all of them', async () => {
    const { connect, eventsOf } = await start();
    await connect('/prod/?room=a%20b&room=lobby&empty=');
    const event = await eventsOf('$connect').next();
    expect(event.queryStringParameters).toEqual({ room: 'lobby', empty: '' });
    expect(event.multiValueQueryStringParameters).toEqual({ room: ['a b', 'lobby'], empty: [''] });
  });

  test('the identity has no userAgent when the client sends none', async () => {
    const { connect, eventsOf } = await start();
    await connect();
    expect((await eventsOf('$connect').next()).requestContext.identity).toEqual({ sourceIp: '127.0.0.1' });
  });

  test('MESSAGE has a body and a request context with a message id, and nothing else', async () => {
    const { connect, eventsOf } = await start();
    const client = await connect();
    client.send('hello');
    const event = await eventsOf('$default').next();
    expect(sortedKeys(event)).toEqual(['body', 'isBase64Encoded', 'requestContext']);
    expect(event).toMatchObject({ body: 'hello', isBase64Encoded: false });
    expect(sortedKeys(event.requestContext)).toEqual([...CONTEXT_KEYS, 'messageId'].sort());
    expect(event.requestContext).toMatchObject({
      routeKey: '$default',
      eventType: 'MESSAGE',
      messageId: expect.stringMatching(ID),
      requestId: expect.stringMatching(ID),
    });
  });

  test('one connection bears one id and one connectedAt in all its events', async () => {
    const { connect, eventsOf } = await start();
    const client = await connect();
    client.send('hello');
    const contexts = [
      (await eventsOf('$connect').next()).requestContext,
      (await eventsOf('$default').next()).requestContext,
    ];
    client.socket.close();
    contexts.push((await eventsOf('$disconnect').next()).requestContext);
    expect(new Set(contexts.map((context) => context.connectionId)).size).toBe(1);
    expect(new Set(contexts.map((context) => context.connectedAt)).size).toBe(1);
    expect(new Set(contexts.map((context) => context.requestId)).size).toBe(3);
  });

  test('the request time is when the frame was received, in the Common Log Format', async () => {
    const { connect, eventsOf } = await start({
      gateway: { now: () => Date.UTC(2024, 0, 2, 3, 4, 5, 678) },
    });
    const client = await connect();
    client.send('hello');
    expect((await eventsOf('$default').next()).requestContext).toMatchObject({
      requestTime: '02/Jan/2024:03:04:05 +0000',
      requestTimeEpoch: 1704164645678,
      connectedAt: 1704164645678,
    });
  });

  test('DISCONNECT has four fixed headers and how the connection ended', async () => {
    const { connect, eventsOf } = await start();
    const client = await connect();
    client.socket.close();
    const event = await eventsOf('$disconnect').next();
    const Host = 'abc123defg.execute-api.eu-west-1.amazonaws.com';
    expect(sortedKeys(event)).toEqual(['headers', 'isBase64Encoded', 'multiValueHeaders', 'requestContext']);
    expect(event.headers).toEqual({ Host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' });
    expect(event.multiValueHeaders).toEqual({
      Host: [Host],
      'x-api-key': [''],
      'X-Forwarded-For': [''],
      'x-restapi': [''],
    });
    expect(sortedKeys(event.requestContext)).toEqual(
      [...CONTEXT_KEYS, 'disconnectReason', 'disconnectStatusCode'].sort(),
    );
    expect(event.requestContext).toMatchObject({ routeKey: '$disconnect', eventType: 'DISCONNECT' });
  });

  test('stage variables come with every event when the stage has some', async () => {
    const { connect, eventsOf } = await start({ stage: { variables: { color: 'blue' } } });
    const client = await connect();
    client.send('hello');
    client.socket.close();
    for (const name of ['$connect', '$default', '$disconnect']) {
      expect((await eventsOf(name).next()).stageVariables).toEqual({ color: 'blue' });
    }
  });
});
