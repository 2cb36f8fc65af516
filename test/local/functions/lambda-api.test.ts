import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AsynchronousInvocations } from '../../../local/functions/asynchronous-invocations.ts';
import { createFunctionRuntime, type FunctionRuntime } from '../../../local/functions/function-runtime.ts';
import { createLambdaApi } from '../../../local/functions/lambda-api.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { writeFunction } from '../fixtures/write-function.ts';

// The SDK is the judge of what the API says.
let temporary: TemporaryDirectory;
let runtime: FunctionRuntime;
let server: Server;
let client: LambdaClient;
const enqueued: unknown[][] = [];

beforeAll(async () => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  temporary = await makeTemporaryDirectory();
  runtime = createFunctionRuntime({
    functions: [
      await writeFunction(
        temporary.path,
        'echo',
        'export const handler = async (event) => ({ got: event });',
        { versions: new Map([['live', '7']]) },
      ),
      await writeFunction(
        temporary.path,
        'fail',
        'export const handler = async () => { throw new TypeError("no"); };',
      ),
      await writeFunction(temporary.path, 'never', '', { reservedConcurrency: 0 }),
    ],
    endpoints: { dynamodb: '', lambda: '' },
    log: () => {},
    now: Date.now,
  });
  const asynchronous: AsynchronousInvocations = {
    enqueue: (...event) => enqueued.push(event),
    async drain() {},
  };
  const api = createLambdaApi({ runtime, asynchronous, randomId: () => 'request-1' });
  server = createServer((request, response) => {
    void api(request, response).then((isAnswered) => isAnswered || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new LambdaClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'LOCAL' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await runtime.close(0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await temporary.remove();
});

function invoke(input: InvokeCommandInput) {
  return client.send(new InvokeCommand(input));
}

test.each([
  'echo',
  'arn:aws:lambda:us-east-1:000000000000:function:echo',
  '000000000000:function:echo',
  'arn:aws:lambda:us-east-1:000000000000:function:echo:$LATEST',
])('a function is invoked by %s', async (FunctionName) => {
  const answer = await invoke({ FunctionName, Payload: Buffer.from('{"x":1}') });
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(answer.FunctionError).toBeUndefined();
  expect(answer.Payload?.transformToString()).toBe('{"got":{"x":1}}');
});

test.each(['live', 'arn:aws:lambda:us-east-1:000000000000:function:echo:live'])(
  'a function is invoked by its alias: %s',
  async (reference) => {
    const input =
      reference === 'live' ? { FunctionName: 'echo', Qualifier: 'live' } : { FunctionName: reference };
    expect(await invoke(input)).toMatchObject({ StatusCode: 200, ExecutedVersion: '7' });
  },
);

test("a function's error is an answer with FunctionError", async () => {
  const answer = await invoke({ FunctionName: 'fail' });
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'no',
  });
});

test('an event is taken with 202, and is not waited for', async () => {
  const answer = await invoke({
    FunctionName: 'echo',
    InvocationType: 'Event',
    Payload: Buffer.from('{"y":2}'),
  });
  expect(answer.StatusCode).toBe(202);
  expect(enqueued).toEqual([['echo', 'request-1', '{"y":2}']]);
});

test.each<[string, InvokeCommandInput, object]>([
  [
    'a function that is not there',
    { FunctionName: 'nobody' },
    { name: 'ResourceNotFoundException', status: 404 },
  ],
  [
    'an alias that is not there',
    { FunctionName: 'echo', Qualifier: 'dead' },
    { name: 'ResourceNotFoundException', status: 404 },
  ],
  [
    'an event that is not JSON',
    { FunctionName: 'echo', Payload: Buffer.from('{') },
    { name: 'InvalidRequestContentException', status: 400 },
  ],
  [
    'an asynchronous event over 1 MB',
    { FunctionName: 'echo', InvocationType: 'Event', Payload: Buffer.alloc(1024 * 1024 + 1, '1') },
    { name: 'RequestTooLargeException', status: 413 },
  ],
  [
    'a function that reserves no concurrency',
    { FunctionName: 'never' },
    { name: 'TooManyRequestsException', status: 429 },
  ],
])('%s is refused', async (_name, input, { name, status }: { name?: string; status?: number }) => {
  await expect(invoke(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
});

test('a name that is not encoded as names are is refused, not failed on', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/2015-03-31/functions/%zz/invocations`;
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});
