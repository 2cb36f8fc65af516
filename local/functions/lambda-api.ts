import type { IncomingMessage, ServerResponse } from 'node:http';
import { PayloadTooLarge, readBody } from '../read-body.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import { type FunctionReference, parseFunctionReference } from './function-name.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { maximumAsyncPayload, maximumSyncPayload } from './invocation.ts';

export interface LambdaApiOptions {
  readonly runtime: FunctionRuntime;
  readonly asynchronous: AsynchronousInvocations;
  readonly randomId: () => string;
}

const invokePath = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?(.*))?$/;

/** The name of the function that a request for the Invoke API is about; undefined for any other request. */
export const readInvokedFunction = (request: IncomingMessage): string | undefined =>
  readInvocation(request)?.name;

/** The same with its qualifier, which may be a parameter of the query as well. */
function readInvocation({ method, url }: IncomingMessage): FunctionReference | undefined {
  const [, encoded, query] = (method === 'POST' && invokePath.exec(url ?? '')) || [];
  if (encoded === undefined) {
    return undefined;
  }
  const qualifier = new URLSearchParams(query).get('Qualifier');
  const { name, ...inReference } = parseFunctionReference(decode(encoded));
  return qualifier === null || qualifier === '$LATEST' ? { name, ...inReference } : { name, qualifier };
}

/** What isn't encoded as it should be is no function's name. */
function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Lambda's Invoke over HTTP, as SDKs call it. Permissions are not checked: a local run has no IAM.
 *
 * @returns False when the request isn't for this API; then nothing was answered.
 */
export function createLambdaApi({ runtime, asynchronous, randomId }: LambdaApiOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const invoked = readInvocation(request);
    if (invoked === undefined) {
      return false;
    }
    const { name: functionName, qualifier } = invoked;
    const requestId = randomId();
    const isEvent = request.headers['x-amz-invocation-type'] === 'Event';
    response.setHeader('x-amzn-requestid', requestId);
    const definition = runtime.definitions.get(functionName);
    if (!definition || (qualifier !== undefined && !definition.versions.has(qualifier))) {
      // Unread, the body would make the next request on this connection wait.
      request.resume();
      refuse(
        response,
        404,
        'ResourceNotFoundException',
        `Function not found: ${[functionName, qualifier].filter(Boolean).join(':')}`,
      );
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
      const outcome = await runtime.invoke(functionName, {
        requestId,
        event: event.json,
        ...(qualifier === undefined ? {} : { qualifier }),
      });
      if (outcome.kind === 'refused' || outcome.kind === 'expired') {
        refuse(response, 429, 'TooManyRequestsException', 'reason' in outcome ? outcome.reason : 'Expired');
        return true;
      }
      const version = definition.versions.get(qualifier ?? '') ?? '$LATEST';
      response.setHeader('content-type', 'application/json').setHeader('x-amz-executed-version', version);
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
