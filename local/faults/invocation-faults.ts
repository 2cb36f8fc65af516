import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AsynchronousInvocations } from '../functions/asynchronous-invocations.ts';
import type { FunctionRuntime } from '../functions/function-runtime.ts';
import { readInvokedFunction } from '../functions/lambda-api.ts';
import type { AnswerFault, InForce } from './in-force.ts';
import { readAccessKeyId, waitUntil } from './interpose.mjs';

type FindInForce = () => InForce | undefined;
type Service = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Puts a plan between the functions' calls of the Invoke API and that API. */
export function interposeLambdaApi(api: Service, findInForce: FindInForce): Service {
  return (request, response) => {
    const inForce = findInForce();
    const functionName = inForce && readInvokedFunction(request);
    if (!inForce || functionName === undefined) {
      return api(request, response);
    }
    inForce.tally.invocations += 1;
    const caller = readAccessKeyId(request.headers.authorization);
    inForce.record(caller, 'lambda:InvokeFunction', functionName);
    return new Promise((resolve, reject) => {
      const end = () => resolve(true);
      // A call that fails is answered without the API; one that passes settles as the API does.
      response.once('close', end);
      inForce.invocations({ functionName }, request, response, (answer, due) =>
        waitUntil(inForce.clock, due, () => api(request, answer).then(end, reject)),
      );
    });
  };
}

/** Loses or doubles events that the Invoke API has accepted. Both copies have the same request id, as on AWS. */
export function interposeEvents(
  invocations: AsynchronousInvocations,
  findInForce: FindInForce,
): AsynchronousInvocations {
  return {
    ...invocations,
    enqueue(functionName, requestId, event) {
      const action = findInForce()?.strikeEvent({ functionName })?.action;
      for (let copies = action === 'lose' ? 0 : action === 'twice' ? 2 : 1; copies > 0; copies -= 1) {
        invocations.enqueue(functionName, requestId, event);
      }
    },
  };
}

/** Lets environments die under invocations that come from the Invoke API. */
export function interposeAttempts(runtime: FunctionRuntime, findInForce: FindInForce): FunctionRuntime {
  return {
    ...runtime,
    invoke(functionName, invocation) {
      const afterCalls = findInForce()?.strikeAttempt({ functionName })?.afterCalls;
      return runtime.invoke(
        functionName,
        afterCalls === undefined ? invocation : { ...invocation, crashAfterCalls: afterCalls },
      );
    },
  };
}

/** Source: Lambda API reference, Invoke, Errors. */
export function answerInvocationFaultWith(randomId: () => string): AnswerFault {
  return (response, { action, status = 500, retryAfterSeconds }) => {
    const isThrottled = action === 'throttle';
    response.writeHead(isThrottled ? 429 : status, {
      'content-type': 'application/json',
      'x-amzn-requestid': randomId(),
      'x-amzn-errortype': isThrottled ? 'TooManyRequestsException' : 'ServiceException',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    });
    response.end(
      JSON.stringify(
        isThrottled
          ? { Reason: 'CallerRateLimitExceeded', Type: 'User', message: 'Rate Exceeded.' }
          : { Type: 'Service', Message: 'The Lambda service encountered an internal error.' },
      ),
    );
  };
}
