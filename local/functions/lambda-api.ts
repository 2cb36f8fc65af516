import type { IncomingMessage, ServerResponse } from 'node:http';
import { PayloadTooLarge, readBody } from '../read-body.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import { parseFunctionName } from './function-name.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { maximumAsyncPayload, maximumSyncPayload } from './invocation.ts';

export interface LambdaApiOptions {
  readonly runtime: FunctionRuntime;
  readonly asynchronous: AsynchronousInvocations;
  readonly randomId: () => string;
}

const invokePath = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/;

/** The name of the function that a request for the Invoke API is about; undefined for any other request. */
export function readInvokedFunction({ method, url }: IncomingMessage): string | undefined {
  const reference = method === 'POST' ? invokePath.exec(url ?? '')?.[1] : undefined;
  return reference === undefined ? undefined : parseFunctionName(decodeURIComponent(reference));
}

/**
 * Lambda's Invoke over HTTP, as SDKs call it. Permissions are not checked: a local run has no IAM.
 *
 * @returns False when the request isn't for this API; then nothing was answered.
 */
export function createLambdaApi({ runtime, asynchronous, randomId }: LambdaApiOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const functionName = readInvokedFunction(request);
    if (functionName === undefined) {
      return false;
    }
    const requestId = randomId();
    const isEvent = request.headers['x-amz-invocation-type'] === 'Event';
    response.setHeader('x-amzn-requestid', requestId);
    if (!runtime.definitions.has(functionName)) {
      refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${functionName}`);
      return true;
    }
    const event = await readEvent(request, isEvent ? maximumAsyncPayload : maximumSyncPayload);
    if ('error' in event) {
      refuse(response, event.status, event.error, event.message);
    } else if (request.headers['x-amz-invocation-type'] === 'DryRun') {
      response.writeHead(204).end();
    } else if (isEvent) {
      asynchronous.enqueue(functionName, requestId, event.json);
      response.writeHead(202).end();
    } else {
      const outcome = await runtime.invoke(functionName, { requestId, event: event.json });
      if (outcome.kind === 'refused' || outcome.kind === 'expired') {
        refuse(response, 429, 'TooManyRequestsException', 'reason' in outcome ? outcome.reason : 'Expired');
        return true;
      }
      response.setHeader('content-type', 'application/json').setHeader('x-amz-executed-version', '$LATEST');
      if (outcome.kind === 'returned') {
        response.writeHead(200).end(outcome.payload);
      } else {
        const { errorType, errorMessage } = outcome;
        response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
        response.end(JSON.stringify({ errorType, errorMessage, trace: outcome.stack?.split('\n') ?? [] }));
      }
    }
    return true;
  };
}

type EventOrError =
  | { readonly json: string }
  | { readonly status: number; readonly error: string; readonly message: string };

async function readEvent(request: IncomingMessage, mostBytes: number): Promise<EventOrError> {
  try {
    const text = (await readBody(request, mostBytes)) || '{}';
    JSON.parse(text);
    return { json: text };
  } catch (error) {
    return error instanceof PayloadTooLarge
      ? { status: 413, error: 'RequestTooLargeException', message: error.message }
      : { status: 400, error: 'InvalidRequestContentException', message: 'The event is not JSON.' };
  }
}

function refuse(response: ServerResponse, status: number, error: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error });
  response.end(JSON.stringify({ Type: 'User', Message: message }));
}
