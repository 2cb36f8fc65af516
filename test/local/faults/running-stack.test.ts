import { describe, expect, test } from '@jest/globals';
import { openSocket } from '../fixtures/test-socket.ts';
import { echoStarter, findFunction, listRows, open } from './echo-stack.ts';

const start = echoStarter();

describe('routes', () => {
  test.each(['throttle', 'error'] as const)('that meet a %s of Lambda get an error frame', async (action) => {
    const { stack } = await start({ faults: { routes: { rules: [{ action, routes: ['$default'] }] } } });
    const socket = await open(stack);
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ message: 'Internal server error' });
  });

  test('that are refused at $connect refuse the handshake', async () => {
    const { stack } = await start({
      faults: { routes: { rules: [{ action: 'error', routes: ['$connect'] }] } },
    });
    await expect(openSocket(stack.webSocketUrl)).rejects.toThrow(/50\d/);
  });

  test('crash when the call has taken effect, and before the function goes on', async () => {
    const { stack } = await start({
      faults: { routes: { rules: [{ action: 'crash', afterCalls: 2, routes: ['$default'], times: 1 }] } },
    });
    const socket = await open(stack);
    // Two calls of DynamoDB, and then the posts that never come.
    expect(await socket.ask({ type: 'broadcast', text: 'hi' })).toMatchObject({
      message: 'Internal server error',
    });
    expect(await stack.calls()).toMatchObject({ posts: 0, dynamodb: { GetItem: 1, Query: 1 } });
    socket.send({ type: 'broadcast', text: 'hi' });
    expect([await socket.next(), await socket.next()]).toContain('nobody: hi');
  });

  test('with too few calls to crash live on', async () => {
    const { stack } = await start({
      faults: { routes: { rules: [{ action: 'crash', afterCalls: 3, routes: ['$default'], times: 1 }] } },
    });
    const socket = await open(stack);
    socket.send({ type: 'broadcast', text: 'hi' });
    expect([await socket.next(), await socket.next()]).toContain('nobody: hi');
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'nobody' });
  });

  test('are late by the latency', async () => {
    const { stack } = await start({ faults: { routes: { latencyMs: 30 } } });
    const startedAt = performance.now();
    await open(stack);
    // The authorizer, then $connect.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(60);
  });
});

test('a $disconnect that is lost leaves its row', async () => {
  const { stack } = await start({ faults: { disconnects: { action: 'lose', times: 1 } } });
  const [first, second] = [await open(stack), await open(stack)];
  await first.close();
  await second.close();
  let rows = await listRows(stack);
  while (rows.includes(second.id)) {
    rows = await listRows(stack);
  }
  expect(rows).toEqual([first.id]);
  expect((await stack.calls()).struck).toEqual({ disconnects: 1 });
});

describe('DynamoDB', () => {
  test('is slow and faulty for the functions, which try again', async () => {
    const { stack } = await start({
      faults: {
        dynamodb: { latencyMs: 30, rules: [{ action: 'throttle', times: 1, operations: ['PutItem'] }] },
      },
    });
    const startedAt = performance.now();
    const { id } = await open(stack);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(60);
    expect(id).not.toBe('');
    expect(await stack.calls()).toMatchObject({
      dynamodb: { PutItem: 2 },
      struck: { 'dynamodb.rules[0]': 1 },
    });
  });

  test('of another process is called through a thread here, and only with a plan', async () => {
    const { stack: first } = await start();
    const options = { dynamodbEndpoint: first.dynamodbEndpoint };
    const { stack: direct } = await start({ ...options, tableNamePrefix: 'direct-' });
    await open(direct);
    await expect(direct.setFaults({})).rejects.toThrow('too late');
    const { stack: slow } = await start({ ...options, tableNamePrefix: 'slow-', faults: {} });
    await open(slow);
    expect([await direct.calls(), await slow.calls()]).toMatchObject([
      { dynamodb: {} },
      { dynamodb: { PutItem: 1 } },
    ]);
    expect(slow.dynamodbEndpoint).toBe(first.dynamodbEndpoint);
  });
});

test('a run without a plan has nothing between its functions and the services', async () => {
  const { stack } = await start();
  const socket = await open(stack);
  const environment = await socket.ask({ type: 'environment' });
  expect(environment.AWS_ENDPOINT_URL_DYNAMODB).toBe(stack.dynamodbEndpoint);
  socket.send({ type: 'broadcast', text: 'hi' });
  await Promise.all([socket.next(), socket.next()]);
  expect(await stack.calls()).toEqual({
    dynamodb: {},
    posts: 0,
    gets: 0,
    deletes: 0,
    invocations: 0,
    routes: 0,
    struck: {},
    byFunction: {},
  });
});

test('a plan may be put in force, changed and taken away while the stack runs', async () => {
  const { stack, post } = await start();
  const socket = await open(stack);
  await stack.setFaults({ posts: { rules: [{ action: 'gone' }] } });
  await expect(post(socket.id)).rejects.toMatchObject({ name: 'GoneException' });
  await expect(stack.setFaults({ posts: { rules: [{ action: 'gone', share: 7 }] } })).rejects.toThrow(
    'posts.rules[0].share',
  );
  await expect(post(socket.id)).rejects.toMatchObject({ name: 'GoneException' });
  await stack.setFaults({ posts: { rules: [{ action: 'throttle' }] } });
  await expect(post(socket.id)).rejects.toMatchObject({ name: 'LimitExceededException' });
  await stack.setFaults(undefined);
  await post(socket.id);
  expect((await stack.calls()).posts).toBe(3);
});

test('a run that records its calls tells what each function used', async () => {
  const { stack } = await start({ recordCalls: true });
  const socket = await open(stack);
  socket.send({ type: 'broadcast', text: 'hi' });
  await Promise.all([socket.next(), socket.next()]);
  socket.send({ type: 'later', text: 'hello' });
  await Promise.all([socket.next(), socket.next()]);
  const table = Object.values(stack.tableNames)[0] ?? '';
  const [message, later, connection] = ['Message', 'Later', 'Connection'].map((name) =>
    findFunction(stack, name),
  );
  const { byFunction } = await stack.calls();
  expect(byFunction).toEqual({
    [String(connection)]: { 'dynamodb:PutItem': { [table]: 1 } },
    [String(message)]: {
      'dynamodb:GetItem': { [table]: 1 },
      'dynamodb:Query': { [`${table}/index/byRoom`]: 1 },
      'execute-api:ManageConnections': { POST: 1 },
      'lambda:InvokeFunction': { [String(later)]: 1 },
    },
    [String(later)]: { 'execute-api:ManageConnections': { POST: 1 } },
  });
});

test('a bad plan stops the start', async () => {
  const faults = { posts: { rules: [{ action: 'gone', functions: ['Nobody'] }] } } as const;
  await expect(start({ faults })).rejects.toThrow('posts.rules[0].functions names "Nobody"');
});
