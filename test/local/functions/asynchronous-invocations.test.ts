import { afterEach, expect, test } from '@jest/globals';
import {
  type AsynchronousInvocations,
  createAsynchronousInvocations,
} from '../../../local/functions/asynchronous-invocations.ts';
import type { FunctionRuntime } from '../../../local/functions/function-runtime.ts';
import type { FunctionOutcome, Invocation } from '../../../local/functions/invocation.ts';

const failed: FunctionOutcome = { kind: 'failed', errorType: 'RangeError', errorMessage: 'no' };
const returned: FunctionOutcome = { kind: 'returned', payload: 'null' };

interface Attempt extends Invocation {
  readonly functionName: string;
}

let asynchronous: AsynchronousInvocations;
afterEach(() => asynchronous.drain(0));

/** A queue over functions that answer what the test says; `attempts` resolves with the first n. */
function start(
  answer: (attempt: Attempt) => FunctionOutcome,
  options: { ageMs?: number; retries?: number; delaysMs?: number[] } = {},
) {
  const seen: Attempt[] = [];
  const waiting: { count: number; resolve: (attempts: Attempt[]) => void }[] = [];
  const base = {
    logicalId: '',
    versions: new Map<string, string>(),
    codeDirectory: '',
    handler: '',
    timeoutMs: 1,
    memoryMb: 1,
    region: '',
    environment: {},
  };
  const asynchronousConfig = {
    maximumEventAgeMs: options.ageMs ?? 60_000,
    maximumRetryAttempts: options.retries ?? 2,
  };
  const runtime: FunctionRuntime = {
    definitions: new Map([
      [
        'work',
        {
          ...base,
          name: 'work',
          arn: 'arn:work',
          asynchronous: { ...asynchronousConfig, onFailure: 'rescue' },
        },
      ],
      ['rescue', { ...base, name: 'rescue', arn: 'arn:rescue', asynchronous: asynchronousConfig }],
    ]),
    async invoke(functionName, invocation) {
      const attempt = { functionName, ...invocation };
      seen.push(attempt);
      for (const { count, resolve } of waiting) {
        if (seen.length >= count) {
          resolve(seen);
        }
      }
      return answer(attempt);
    },
    prewarm() {},
    async close() {},
  };
  asynchronous = createAsynchronousInvocations({
    runtime,
    retryDelaysMs: options.delaysMs ?? [1, 1],
    now: Date.now,
    randomId: () => 'record-id',
  });
  return (count: number) => new Promise<Attempt[]>((resolve) => waiting.push({ count, resolve }));
}

test('an event that fails is tried twice more, with the same request id, then given to the destination', async () => {
  const attempts = start(({ functionName }) => (functionName === 'work' ? failed : returned));
  const four = attempts(4);
  asynchronous.enqueue('work', 'request-1', '{"n":1}');
  const seen = await four;
  expect(seen.map(({ functionName, requestId }) => `${functionName} ${requestId}`)).toEqual([
    'work request-1',
    'work request-1',
    'work request-1',
    'rescue record-id',
  ]);
  expect(JSON.parse(seen[3]?.event ?? '')).toEqual({
    version: '1.0',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    requestContext: {
      requestId: 'request-1',
      functionArn: 'arn:work:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { n: 1 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'no', errorType: 'RangeError' },
  });
});

test('an event that would be too old at its next attempt is given up at once', async () => {
  const attempts = start(({ functionName }) => (functionName === 'work' ? failed : returned), {
    ageMs: 1000,
    delaysMs: [60_000],
  });
  const two = attempts(2);
  asynchronous.enqueue('work', 'request-1', '{}');
  expect(JSON.parse((await two)[1]?.event ?? '')).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
  });
});

test('an event that expired in the queue is given up without an answer of the function', async () => {
  const attempts = start(({ functionName }) => (functionName === 'work' ? { kind: 'expired' } : returned));
  const two = attempts(2);
  asynchronous.enqueue('work', 'request-1', '{}');
  const record = JSON.parse((await two)[1]?.event ?? '');
  expect(record).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
  });
  expect(record).not.toHaveProperty('responsePayload');
});

test('an event that succeeds at the second attempt is done', async () => {
  let attempted = 0;
  const attempts = start(() => (++attempted === 1 ? failed : returned));
  const two = attempts(2);
  asynchronous.enqueue('work', 'request-1', '{}');
  await two;
  await asynchronous.drain(1000);
  expect(attempted).toBe(2);
});

test('without retries the first failure is the last', async () => {
  const attempts = start(({ functionName }) => (functionName === 'work' ? failed : returned), { retries: 0 });
  const two = attempts(2);
  asynchronous.enqueue('work', 'request-1', '{}');
  expect((await two).map(({ functionName }) => functionName)).toEqual(['work', 'rescue']);
});
