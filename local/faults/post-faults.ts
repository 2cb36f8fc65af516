import type { IncomingMessage, ServerResponse } from 'node:http';
import { readConnectionId } from '../gateway/management/connection-path.ts';
import {
  answerError,
  GONE,
  LIMIT_EXCEEDED,
  type ManagementError,
} from '../gateway/management/management-responses.ts';
import type { AnswerFault, InForce } from './in-force.ts';
import { readAccessKeyId, waitUntil } from './interpose.mjs';

/** As a gateway's `handleRequest`. */
type HandleRequest = (request: IncomingMessage, response: ServerResponse) => boolean;

const methods = {
  POST: { operation: 'PostToConnection', counter: 'posts' },
  GET: { operation: 'GetConnection', counter: 'gets' },
  DELETE: { operation: 'DeleteConnection', counter: 'deletes' },
} as const;

/** Puts a plan between @connections calls and the gateway; with no plan in force they go straight through. */
export function interposePosts(
  handleRequest: HandleRequest,
  stageName: string,
  findInForce: () => InForce | undefined,
): HandleRequest {
  return (request, response) => {
    const inForce = findInForce();
    if (!inForce) {
      return handleRequest(request, response);
    }
    const connectionId = readConnectionId(request.url ?? '', stageName);
    const method = methods[request.method as keyof typeof methods];
    if (connectionId === undefined || !method) {
      return handleRequest(request, response);
    }
    const functionName = readAccessKeyId(request.headers.authorization);
    inForce.tally[method.counter] += 1;
    inForce.record(functionName, 'execute-api:ManageConnections', `${request.method}`);
    const call = { operation: method.operation, functionName, connectionId };
    inForce.posts(call, request, response, (answer, due) =>
      waitUntil(inForce.clock, due, () => handleRequest(request, answer)),
    );
    return true;
  };
}

export function answerPostFaultWith(randomId: () => string): AnswerFault {
  return (response, { action, status = 500, retryAfterSeconds }) => {
    if (retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', retryAfterSeconds);
    }
    const errors = { throttle: LIMIT_EXCEEDED, gone: GONE } as const;
    answerError(response, errors[action as keyof typeof errors] ?? describeFailure(status), randomId());
  };
}

function describeFailure(status: number): ManagementError {
  return status === 503
    ? { status, errorType: 'ServiceUnavailableException', message: 'Service Unavailable' }
    : { status, errorType: 'InternalServerErrorException', message: 'Internal server error' };
}
