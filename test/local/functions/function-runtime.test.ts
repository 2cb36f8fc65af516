import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FunctionDefinition } from '../../../local/functions/function-definition.ts';
import {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
} from '../../../local/functions/function-runtime.ts';
import type { FunctionOutcome } from '../../../local/functions/invocation.ts';
import type { LogEntry } from '../../../local/log.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { type FunctionFixture, writeFunction } from '../fixtures/write-function.ts';

let temporary: TemporaryDirectory;
let runtime: FunctionRuntime | undefined;
const logged: LogEntry[] = [];
let count = 0;

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
});
afterEach(async () => {
  await runtime?.close(0);
  logged.length = 0;
});
afterAll(() => temporary.remove());

function start(
  functions: FunctionDefinition[],
  options: Partial<FunctionRuntimeOptions> = {},
): FunctionRuntime {
  runtime = createFunctionRuntime({
    functions,
    endpoints: { dynamodb: 'http://127.0.0.1:1', lambda: 'http://127.0.0.1:2' },
    log: (entry) => logged.push(entry),
    now: Date.now,
    ...options,
  });
  return runtime;
}

/** A runtime of one function, as a way to invoke it. */
async function startOne(
  code: string,
  fixture: FunctionFixture = {},
  options: Partial<FunctionRuntimeOptions> = {},
) {
  count += 1;
  const name = `function${count}`;
  const started = start([await writeFunction(temporary.path, name, code, fixture)], options);
  return (event: unknown, more: { expiresAt?: number; qualifier?: string } = {}): Promise<FunctionOutcome> =>
    started.invoke(name, { requestId: `request-${count}`, event: JSON.stringify(event), ...more });
}

function payload(outcome: FunctionOutcome): unknown {
  expect(outcome).toMatchObject({ kind: 'returned' });
  return outcome.kind === 'returned' ? JSON.parse(outcome.payload) : undefined;
}

describe('a handler', () => {
  test.each([
    ['index.mjs', 'export const handler = async (event) => ({ got: event.x });'],
    ['index.js', 'exports.handler = async (event) => ({ got: event.x });'],
    ['index.cjs', 'exports.handler = (event, context, callback) => callback(null, { got: event.x });'],
  ])('is found in %s', async (file, code) => {
    const definition = await writeFunction(temporary.path, `file-${file.replace('.', '-')}`, code, {}, file);
    const outcome = await start([definition]).invoke(definition.name, { requestId: 'r', event: '{"x":1}' });
    expect(payload(outcome)).toEqual({ got: 1 });
  });

  test("gets Lambda's context", async () => {
    const invoke = await startOne(
      `export const handler = async (event, context) =>
        ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
      { timeoutMs: 60_000, memoryMb: 256 },
    );
    const context = payload(await invoke({})) as { remaining: number; functionName: string };
    expect(context).toMatchObject({
      awsRequestId: `request-${count}`,
      functionName: `function${count}`,
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      invokedFunctionArn: expect.stringMatching(/^arn:aws:lambda:/),
    });
    expect(context.remaining).toBeGreaterThan(0);
    expect(context.remaining).toBeLessThanOrEqual(60_000);
  });

  test("finds its own variables and Lambda's, that it runs locally, and nothing of this process", async () => {
    process.env.SECRET_OF_THE_DEVELOPER = 'x';
    const invoke = await startOne('export const handler = async () => process.env;', {
      environment: { OWN: 'yes', AWS_REGION: 'overridden' },
    });
    const variables = payload(await invoke({})) as Record<string, string>;
    delete process.env.SECRET_OF_THE_DEVELOPER;
    expect(variables).toMatchObject({
      OWN: 'yes',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:2',
      LOCAL_RUN: 'true',
    });
    expect(variables).not.toHaveProperty('SECRET_OF_THE_DEVELOPER');
    expect(variables).not.toHaveProperty('PATH');
  });

  test.each([
    ['succeed', "(event, context) => { setTimeout(() => context.succeed('late'), 5); }", '"late"'],
    ['done', "(event, context) => { setTimeout(() => context.done(null, 'late'), 5); }", '"late"'],
    [
      'fail',
      "(event, context) => { setTimeout(() => context.fail(new RangeError('no')), 5); }",
      'RangeError',
    ],
    ['done with an error', '(event, context) => context.done(new RangeError("no"))', 'RangeError'],
    ['nothing, once nothing is left to wait for', '() => { setTimeout(() => {}, 5); }', 'null'],
    ['nothing, with a promise that nothing settles', '() => new Promise(() => {})', 'null'],
  ])('may end by %s', async (_name, code, expected) => {
    const invoke = await startOne(`export const handler = ${code};`);
    for (let times = 0; times < 2; times += 1) {
      const outcome = await invoke({});
      expect('payload' in outcome ? outcome.payload : 'errorType' in outcome && outcome.errorType).toBe(
        expected,
      );
    }
  });

  test.each([
    ['index.handler', 'export const handler = async () => 1;', 'index.mjs'],
    ['index.rooms.join', 'export const rooms = { join: async () => 1 };', 'index.mjs'],
    ['index.rooms.join', 'exports.rooms = { join: async () => 1 };', 'index.js'],
    ['src/v1.2/index.handler', 'exports.handler = async () => 1;', 'src/v1.2/index.js'],
    ['src.handler', 'exports.handler = async () => 1;', 'src/index.js'],
  ])('named %s is found by the first dot of the last part', async (handler, code, file) => {
    count += 1;
    const definition = await writeFunction(temporary.path, `named${count}`, code, { handler }, file);
    const outcome = await start([definition]).invoke(definition.name, { requestId: 'r', event: '{}' });
    expect(payload(outcome)).toBe(1);
  });

  test('is taken from the .js file before others, as on AWS', async () => {
    const definition = await writeFunction(
      temporary.path,
      'both',
      'exports.handler = async () => "js";',
      {},
      'index.js',
    );
    await writeFunction(temporary.path, 'both', 'export const handler = async () => "mjs";');
    const outcome = await start([definition]).invoke(definition.name, { requestId: 'r', event: '{}' });
    expect(payload(outcome)).toBe('js');
  });

  test('starts in the directory of its code', async () => {
    const invoke = await startOne(
      `import { readFileSync, promises, existsSync } from 'node:fs';
      import { readFile } from 'node:fs/promises';
      import { resolve } from 'node:path';
      export const handler = async () => ({
        root: process.env.LAMBDA_TASK_ROOT,
        cwd: process.cwd(),
        resolved: resolve('x'),
        texts: [readFileSync('index.mjs', 'utf8'), await readFile('./index.mjs', 'utf8'), await promises.readFile('index.mjs', 'utf8')]
          .map((text) => text.slice(0, 6)),
        own: existsSync('package.json'),
      });`,
    );
    const { root, ...found } = payload(await invoke({})) as { root: string };
    expect(found).toEqual({
      cwd: root,
      resolved: `${root}/x`,
      texts: ['import', 'import', 'import'],
      own: false,
    });
  });

  test("finds the stack's hosts on this machine, by TLS as on AWS", async () => {
    const server = createServer((request, response) => {
      response.end(`${request.headers.host} ${request.method} ${request.url}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const invoke = await startOne(
      `import { request } from 'node:https';
      import { connect } from 'node:tls';
      const url = 'https://abc.execute-api.eu-west-1.amazonaws.com/live';
      const read = (answer, done) => { let text = ''; answer.on('data', (chunk) => { text += chunk; }).on('end', () => done(text)); };
      export const handler = async () => ({
        fetched: await (await fetch(url + '/a', { method: 'PUT', body: 'x' })).text(),
        requested: await new Promise((done, fail) =>
          request(url + '/b', { method: 'DELETE' }, (answer) => read(answer, done)).on('error', fail).end()),
        connected: await new Promise((done, fail) => {
          const socket = connect(443, 'abc.execute-api.eu-west-1.amazonaws.com', () => done(socket.authorized));
          socket.on('error', fail);
        }),
      });`,
      {},
      { hosts: { 'abc.execute-api.eu-west-1.amazonaws.com': { host: '127.0.0.1', port } } },
    );
    const outcome = await invoke({});
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(payload(outcome)).toEqual({
      fetched: 'abc.execute-api.eu-west-1.amazonaws.com PUT /live/a',
      requested: 'abc.execute-api.eu-west-1.amazonaws.com DELETE /live/b',
      connected: true,
    });
  });

  test('is told which version or alias it was invoked as', async () => {
    const invoke = await startOne(
      'export const handler = async (event, context) => [context.functionVersion, context.invokedFunctionArn];',
      { versions: new Map([['live', '1']]) },
    );
    const arn = `arn:aws:lambda:us-east-1:000000000000:function:function${count}`;
    expect(payload(await invoke({}))).toEqual(['$LATEST', arn]);
    expect(payload(await invoke({}, { qualifier: 'live' }))).toEqual(['1', `${arn}:live`]);
  });

  test('that returns without a promise answers null, as on AWS', async () => {
    const invoke = await startOne('export const handler = () => ({ statusCode: 200 });');
    expect(payload(await invoke({}))).toBeNull();
  });

  test('keeps its state from one invocation to the next', async () => {
    const invoke = await startOne('let n = 0; export const handler = async () => ++n;');
    expect([payload(await invoke({})), payload(await invoke({}))]).toEqual([1, 2]);
  });

  test('is frozen between invocations, so that what it did not await does not go on', async () => {
    const busy = await writeFunction(
      temporary.path,
      'busy',
      `let turns = 0;
      const turn = () => { turns += 1; setImmediate(turn); };
      export const handler = async ({ start }) => { if (start) turn(); return turns; };`,
    );
    const other = await writeFunction(temporary.path, 'other', 'export const handler = async () => 1;');
    const { invoke } = start([busy, other]);
    await invoke('busy', { requestId: '1', event: '{"start":true}' });
    // Starting another environment takes long enough for thousands of turns.
    await invoke('other', { requestId: '2', event: '{}' });
    expect(payload(await invoke('busy', { requestId: '3', event: '{}' }))).toBeLessThan(10);
  });

  test('has its console forwarded, errors as such', async () => {
    const invoke = await startOne(
      'export const handler = async () => { console.log("a"); console.error("b"); };',
    );
    await invoke({});
    const source = `function${count}`;
    expect(logged).toEqual([
      { source, level: 'info', text: 'a' },
      { source, level: 'error', text: 'b' },
    ]);
  });
});

describe('a failure', () => {
  test.each<[string, string, object]>([
    [
      'of the handler',
      'export const handler = async () => { throw new RangeError("no"); };',
      { errorType: 'RangeError', errorMessage: 'no' },
    ],
    [
      'by process.exit',
      'export const handler = async () => process.exit(4);',
      { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with exit status 4' },
    ],
    [
      'by an exception that nobody caught',
      'export const handler = () => new Promise(() => setTimeout(() => { throw new Error("late"); }));',
      { errorType: 'Error', errorMessage: 'late' },
    ],
    [
      'of the module',
      'throw new SyntaxError("bad start");',
      { errorType: 'SyntaxError', errorMessage: 'bad start' },
    ],
    [
      'to find the handler',
      'export const main = 1;',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    [
      'by running too long',
      'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 0.30 seconds$/),
      },
    ],
    [
      'by a loop without end',
      'export const handler = async () => { for (;;); };',
      { errorType: 'Sandbox.Timedout' },
    ],
    [
      'to keep within the memory',
      'export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); };',
      { errorType: 'Runtime.OutOfMemory' },
    ],
    [
      'to keep the answer under 6 MB',
      'export const handler = async () => "x".repeat(6 * 1024 * 1024);',
      { errorType: 'Function.ResponseSizeTooLarge' },
    ],
  ])('%s is told', async (_name, code, error) => {
    // Only what is to time out may be hurried: a busy machine takes long over a thousand other things.
    const timeoutMs = 'errorType' in error && error.errorType === 'Sandbox.Timedout' ? 300 : 60_000;
    const invoke = await startOne(code, { timeoutMs, memoryMb: 32 });
    expect(await invoke({})).toMatchObject({ kind: 'failed', ...error });
  });

  test.each<[string, string, RegExp]>([
    [
      'a module that its code does not hold',
      "import 'left-pad'; export const handler = async () => 1;",
      /Cannot find package 'left-pad'[\s\S]*Likely cause: the function's code doesn't hold left-pad.*bundle it/,
    ],
    [
      'a client of the SDK that this machine does not have',
      "import '@aws-sdk/client-nowhere'; export const handler = async () => 1;",
      /Likely cause: Lambda's runtime has @aws-sdk\/client-nowhere, and this machine doesn't: "npm install/,
    ],
    [
      "the SDK's version 2",
      "import 'aws-sdk'; export const handler = async () => 1;",
      /Likely cause: the SDK's version 2, which Lambda's runtime no longer has/,
    ],
    [
      'a host that does not exist',
      `import { lookup } from 'node:dns';
      export const handler = () => new Promise((resolve, reject) => lookup('nowhere.invalid', (error) => reject(error)));`,
      /Likely cause: there is no host nowhere\.invalid, or this machine is offline/,
    ],
    [
      'a call that takes too long',
      `export const handler = () => new Promise(() => setInterval(() => {}, 1000));`,
      /timed out[\s\S]*Likely cause: it waits for what never comes.*; or it needs more than the 0\.3 s/,
    ],
  ])('by %s is told with its likely cause', async (name, code, text) => {
    const invoke = await startOne(code, { timeoutMs: name.includes('too long') ? 300 : 60_000 });
    await invoke({});
    expect(logged.map((entry) => entry.text).join('\n')).toMatch(text);
  });

  test("of a call to a service of AWS's that is not here is told at once, also when the handler hides it", async () => {
    const invoke = await startOne(
      `import { lookup } from 'node:dns';
      const ask = () => new Promise((resolve) => lookup('sqs.nowhere-1.amazonaws.com', resolve));
      export const handler = async () => { await ask(); await ask(); return 1; };`,
    );
    await invoke({});
    await invoke({});
    expect(logged.filter(({ level }) => level === 'error').map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^It calls sqs\.nowhere-1\.amazonaws\.com, which isn't here: of AWS a local run has/,
      ),
    ]);
  });

  test('ends one environment, and the next invocation gets a new one', async () => {
    const code = 'let n = 0; export const handler = async ({ exit }) => exit ? process.exit(1) : ++n;';
    const invoke = await startOne(code, {}, { maximumEnvironments: 1 });
    const outcomes = await Promise.all([invoke({}), invoke({ exit: true }), invoke({})]);
    expect(outcomes.map((outcome) => ('payload' in outcome ? outcome.payload : outcome.kind))).toEqual([
      '1',
      'failed',
      '1',
    ]);
  });

  test('refuses what is no function here', async () => {
    expect(await start([]).invoke('nobody', { requestId: 'r', event: '{}' })).toEqual({
      kind: 'refused',
      reason: 'Function not found: nobody',
    });
  });
});

describe('concurrency', () => {
  // Each invocation waits until as many have begun as it is told, which a shared buffer can't tell: files can.
  const rendezvous = `
    import { readdirSync, writeFileSync } from 'node:fs';
    let running = 0;
    export const handler = async ({ id, meet, directory }) => {
      running += 1;
      const alone = running === 1;
      writeFileSync(directory + '/' + id, '');
      while (readdirSync(directory).length < meet) await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return alone;
    };`;

  test('starts environments on demand, each with one invocation at a time', async () => {
    const meeting = await makeTemporaryDirectory();
    const invoke = await startOne(rendezvous);
    const outcomes = await Promise.all(
      [1, 2, 3].map((id) => invoke({ id, meet: 3, directory: meeting.path })),
    );
    await meeting.remove();
    expect(outcomes.map(payload)).toEqual([true, true, true]);
  });

  test.each([
    ['the limit', {}, { maximumEnvironments: 2 }],
    ['what the function reserves', { reservedConcurrency: 2 }, {}],
  ])('queues beyond %s', async (_name, fixture, options) => {
    const invoke = await startOne(
      'import { threadId } from "node:worker_threads"; export const handler = async () => threadId;',
      fixture,
      options,
    );
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => invoke({})));
    expect(new Set(outcomes.map(payload)).size).toBeLessThanOrEqual(2);
  });

  test('drops an invocation that waited past its time', async () => {
    const invoke = await startOne('export const handler = async () => 1;');
    expect(await invoke({}, { expiresAt: Date.now() - 1 })).toEqual({ kind: 'expired' });
  });

  test('refuses new invocations once it closes, and lets running ones end', async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const invoke = await startOne(
      `export const handler = () => new Promise((resolve) => {
        console.log('begun');
        setTimeout(() => resolve('done'), 100);
      });`,
      {},
      { log: () => begin() },
    );
    const slow = invoke({});
    await begun;
    await runtime?.close(5000);
    expect(payload(await slow)).toBe('done');
    expect(await invoke({})).toMatchObject({ kind: 'refused' });
  });
});
