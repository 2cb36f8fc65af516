import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningStack, StartOptions } from '../../local/running-stack.ts';
import { StartError } from '../../local/start-error.ts';
import { startStack } from '../../local/start-stack.ts';
import { createDynamoDbClient } from '../../local/tables/dynamodb-client.ts';
import { synthesizeEchoApp } from './fixtures/echo-assembly.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from './fixtures/temporary-directory.ts';
import { openSocket } from './fixtures/test-socket.ts';

let temporary: TemporaryDirectory;
let assembly: string;
let running: RunningStack | undefined;

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  assembly = await synthesizeEchoApp();
}, 300_000);
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => temporary.remove());

async function start(options: Partial<StartOptions> = {}): Promise<RunningStack> {
  running = await startStack({ assembly, retryDelaysMs: [1], ...options });
  return running;
}

async function countRows({ dynamodbEndpoint, tableNames }: RunningStack): Promise<number> {
  const call = createDynamoDbClient(dynamodbEndpoint, 'us-east-1', 'LOCAL', Date.now);
  const answer = await call('Scan', { TableName: Object.values(tableNames)[0], Select: 'COUNT' });
  return (answer as { Count: number }).Count;
}

describe('a synthesized stack', () => {
  let stack: RunningStack;

  beforeAll(async () => {
    stack = await startStack({ assembly, retryDelaysMs: [1] });
  });
  afterAll(() => stack?.stop());

  test('has its outputs at local addresses, and its issuer under its own name', async () => {
    const { outputs, webSocketUrl, url, port } = stack;
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(outputs).toEqual({
      Issuer: expect.stringMatching(
        /^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_[A-Z0-9]{9}$/,
      ),
      WebSocketUrl: `ws://127.0.0.1:${port}/ws/lobby`,
      StageUrl: `ws://127.0.0.1:${port}/live`,
    });
    expect(webSocketUrl).toBe(outputs.WebSocketUrl);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test('knows the user of a token, through its authorizer', async () => {
    const socket = await openSocket(stack.webSocketUrl, await stack.token('user1'));
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'user1', greeting: 'from cdk.json' });
    await socket.close();
  });

  test.each([
    ['that has expired', async () => stack.token('user1', { expiresIn: -1 })],
    ['that is forged', async () => `${(await stack.token('user1')).slice(0, -10)}AAAAAAAAAA`],
  ])('refuses a token %s with 401', async (_name, make) => {
    await expect(openSocket(stack.webSocketUrl, await make())).rejects.toThrow('401');
  });

  test('is reached at its stage as well', async () => {
    const socket = await openSocket(stack.outputs.StageUrl ?? '');
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'nobody' });
    await socket.close();
  });

  test('is refused as its CloudFront Function, or the API, says', async () => {
    const { port, url } = stack;
    await expect(openSocket(`ws://127.0.0.1:${port}/ws/`)).rejects.toThrow('404');
    await expect(openSocket(`ws://127.0.0.1:${port}/other`)).rejects.toThrow('404');
    await expect(openSocket(`ws://127.0.0.1:${port}/live/further`)).rejects.toThrow('403');
    const refused = await fetch(`${url}/ws/`);
    expect([refused.status, await refused.text()]).toEqual([404, 'Name a room']);
    expect((await fetch(`${url}/ws/lobby`)).status).toBe(426);
  });

  test('broadcasts through the table, its index and the management API', async () => {
    const sockets = await Promise.all(
      ['user1', 'user2'].map(async (user) => openSocket(stack.webSocketUrl, await stack.token(user))),
    );
    sockets[0]?.send({ type: 'broadcast', text: 'hi' });
    expect(await sockets[1]?.next()).toBe('user1: hi');
    await Promise.all(sockets.map((socket) => socket.close()));
  });

  test('invokes functions asynchronously, and gives the record of a failure to the destination', async () => {
    const socket = await openSocket(stack.webSocketUrl);
    socket.send({ type: 'later', text: 'hello' });
    expect([await socket.next(), await socket.next()].sort()).toEqual(['later: hello', '{"status":202}']);
    socket.send({ type: 'later', text: 'fail' });
    const texts = [await socket.next(), await socket.next()];
    const record = JSON.parse(texts.find((text) => text.includes('requestContext')) ?? '{}');
    expect(record).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { text: 'fail' },
      responsePayload: { errorType: 'RangeError', errorMessage: 'asked to fail' },
    });
    await socket.close();
  });

  test('answers a function that dies with an error frame, and goes on', async () => {
    const socket = await openSocket(stack.webSocketUrl);
    expect(await socket.ask({ type: 'exit' })).toMatchObject({ message: 'Internal server error' });
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'nobody' });
    await socket.close();
  });
});

describe('a stack that stops', () => {
  test('closes its sockets with 1001, and its $disconnect functions have run', async () => {
    const dataDirectory = join(temporary.path, 'stopped');
    const first = await start({ dataDirectory });
    const socket = await openSocket(first.webSocketUrl);
    expect(await countRows(first)).toBe(1);
    await first.stop();
    expect(await socket.closed).toBe(1001);
    expect(await countRows(await start({ dataDirectory }))).toBe(0);
  });

  test('leaves tokens that are good on another port', async () => {
    const dataDirectory = join(temporary.path, 'restarted');
    const token = await (await start({ dataDirectory })).token('user1');
    await running?.stop();
    const socket = await openSocket((await start({ dataDirectory })).webSocketUrl, token);
    expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'user1' });
    await socket.close();
  });
});

test('a stack whose database has ended says so and what to do, and is not healthy', async () => {
  const dataDirectory = join(temporary.path, 'ended');
  const { failed, url, dynamodbEndpoint, tableNames } = await start({ dataDirectory });
  // More than the database's own parser can take.
  const deep = `${'{"L":['.repeat(50_000)}${']}'.repeat(50_000)}`;
  await fetch(dynamodbEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'x-amz-date': '20261126T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=LOCAL, SignedHeaders=host, Signature=0',
    },
    body: `{"TableName":"${Object.values(tableNames)[0]}","Item":{"id":{"S":"1"},"a":${deep}}}`,
  }).catch(() => {});
  const directory = join(dataDirectory, 'dynamodb');
  expect((await failed).message).toContain(`The database in ${directory} has failed`);
  expect((await fetch(`${url}/health`)).status).toBe(503);
});

describe('a stack that cannot start', () => {
  test('because its data is in use, says so, and leaves the other one alone', async () => {
    const dataDirectory = join(temporary.path, 'used');
    const { url } = await start({ dataDirectory });
    await expect(startStack({ assembly, dataDirectory })).rejects.toThrow(/in use by another run/);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test.each([
    ['issuer-key.json', '{"kty":"RSA","n":"'],
    ['dynamodb/CURRENT', ''],
  ])('because its %s is damaged, names it and says what to do', async (file, content) => {
    const dataDirectory = join(temporary.path, `damaged ${file.replace('/', ' ')}`);
    await (await start({ dataDirectory })).stop();
    await writeFile(join(dataDirectory, file), content);
    const starting = startStack({ assembly, dataDirectory });
    await expect(starting).rejects.toThrow(StartError);
    const named = join(dataDirectory, file.replace('/CURRENT', ''));
    await expect(starting).rejects.toThrow(new RegExp(`${named}.* delete (it|that directory)`));
  });

  test('because its port is taken, says so, and lets go of its data', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    const dataDirectory = join(temporary.path, 'blocked');
    await expect(startStack({ assembly, dataDirectory, port })).rejects.toThrow(`Port ${port} is taken`);
    await new Promise((resolve) => blocker.close(resolve));
    await start({ dataDirectory });
  });
});

test("another site's web page can neither get a token nor invoke a function, a page of this machine can", async () => {
  const { url } = await start();
  const body = '{"username":"user1"}';
  const ask = (Origin: string) => fetch(`${url}/_local/token`, { method: 'POST', headers: { Origin }, body });
  const refused = await ask('https://evil.example');
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  const answered = await ask('http://localhost:5173');
  expect([answered.status, answered.headers.get('access-control-allow-origin')]).toEqual([
    200,
    'http://localhost:5173',
  ]);
});

test('runs that share one DynamoDB keep apart by a prefix', async () => {
  const first = await start();
  const second = await startStack({
    assembly,
    dynamodbEndpoint: first.dynamodbEndpoint,
    tableNamePrefix: 'second-',
  });
  const socket = await openSocket(second.webSocketUrl);
  expect([await countRows(first), await countRows(second)]).toEqual([0, 1]);
  await socket.close();
  await second.stop();
});
