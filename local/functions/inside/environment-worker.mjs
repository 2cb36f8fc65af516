/**
 * The inside of an execution environment: a worker thread that loads a function's bundle, then runs one
 * invocation after the other. Plain JavaScript, because a worker thread starts without a TypeScript loader.
 *
 * Between invocations the thread is blocked, as Lambda freezes an environment: work that a handler started
 * and didn't await goes on only when the next invocation comes. So a forgotten `await` shows here too.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { callHandler } from './call-handler.mjs';
import { loadHandler } from './load-handler.mjs';
import { redirectHosts } from './redirect-hosts.mjs';
import { setWorkingDirectory } from './working-directory.mjs';

const { codeDirectory, handler: handlerName, hosts, wakeUps } = workerData;
const wakeUpCount = new Int32Array(wakeUps);

forwardOutput('stdout', 'info');
forwardOutput('stderr', 'error');
// Kept, because a handler may replace the globals, and fake timers must not stop the environment.
const { setImmediate: yieldToEvents } = globalThis;

redirectHosts(hosts, (host) => parentPort.postMessage({ kind: 'elsewhere', host }));
setWorkingDirectory(codeDirectory);
const handler = await loadHandler(codeDirectory, handlerName).catch((error) => {
  parentPort.postMessage({ kind: 'init-failed', error: describeError(error) });
});
if (handler) {
  parentPort.postMessage({ kind: 'ready' });
  for (;;) {
    const invocation = waitForInvocation();
    // Closed sockets and due timers first: a client that was frozen must notice before it writes.
    await new Promise((resolve) => yieldToEvents(resolve));
    parentPort.postMessage(await run(invocation));
  }
}

/** Blocks the thread until an invocation is there. */
function waitForInvocation() {
  for (;;) {
    const seen = Atomics.load(wakeUpCount, 0);
    const received = receiveMessageOnPort(parentPort);
    if (received) {
      return received.message;
    }
    Atomics.wait(wakeUpCount, 0, seen);
  }
}

async function run({ requestId, event, context, crashAfterCalls }) {
  const deadline = Date.now() + context.timeoutMs;
  const survive = crashAfterCalls === undefined ? undefined : crashAfter(crashAfterCalls);
  try {
    const result = await callHandler(handler, JSON.parse(event), {
      callbackWaitsForEmptyEventLoop: true,
      functionName: context.functionName,
      functionVersion: context.functionVersion,
      invokedFunctionArn: context.functionArn,
      memoryLimitInMB: String(context.memoryMb),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${context.functionName}`,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    return { kind: 'returned', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { kind: 'failed', error: describeError(error) };
  } finally {
    survive?.();
  }
}

/**
 * Ends the thread when so many DynamoDB calls have been answered: the database has done what the last one
 * asked, and the function never learns of it.
 *
 * @returns What calls that off.
 */
function crashAfter(calls) {
  let left = calls;
  if (left === 0) {
    process.exit(1);
  }
  const onAnswer = ({ request }) => {
    const isDynamoDb = String(request.getHeader('x-amz-target')).startsWith('DynamoDB_');
    left -= isDynamoDb ? 1 : 0;
    if (left === 0) {
      process.exit(1);
    }
  };
  // Published before the client hears of the response.
  subscribe('http.client.response.finish', onAnswer);
  return () => unsubscribe('http.client.response.finish', onAnswer);
}

/** Sends a stream's lines to the parent at once: a blocked thread could not flush them. */
function forwardOutput(stream, level) {
  process[stream].write = (chunk, encoding, callback) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    parentPort.postMessage({ kind: 'output', level, text: text.trimEnd() });
    const done = typeof encoding === 'function' ? encoding : callback;
    done?.();
    return true;
  };
}

/** The shape of Lambda's error payload. */
function describeError(error) {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, stack: error.stack }
    : { errorType: typeof error, errorMessage: String(error) };
}
