import type { MayInvoke } from './assembly/invoke-permissions.ts';
import { type FunctionRuntime, toInvokeOutcome } from './functions/function-runtime.ts';
import type { InvokeFunction } from './gateway/api.ts';

/** The fields by which an event tells what it is for. */
interface GatewayEvent {
  readonly type?: string;
  readonly requestContext?: { readonly routeKey?: string };
}

/** Invokes functions as API Gateway does: refused unless the function's resource policy allows it. */
export function createGatewayInvoke(
  runtime: FunctionRuntime,
  mayInvoke: MayInvoke,
  randomId: () => string,
): InvokeFunction {
  return async (functionName, event) => {
    const { type, requestContext } = event as GatewayEvent;
    const routeKey = type === 'REQUEST' ? undefined : requestContext?.routeKey;
    if (!mayInvoke(functionName, routeKey)) {
      const purpose = routeKey === undefined ? 'as an authorizer' : `for the route "${routeKey}"`;
      const reason = `No AWS::Lambda::Permission lets API Gateway invoke ${functionName} ${purpose}.`;
      return { kind: 'refused', reason };
    }
    const invocation = { requestId: randomId(), event: JSON.stringify(event) };
    return toInvokeOutcome(await runtime.invoke(functionName, invocation));
  };
}
