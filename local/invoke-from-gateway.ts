import type { MayInvoke } from './assembly/invoke-permissions.ts';
import { parseFunctionReference } from './functions/function-name.ts';
import { type FunctionRuntime, toInvokeOutcome } from './functions/function-runtime.ts';
import type { FunctionOutcome, Invocation } from './functions/invocation.ts';
import type { InvokeFunction } from './gateway/api.ts';

/** The fields by which an event tells what it is for. */
interface GatewayEvent {
  readonly type?: string;
  readonly requestContext?: { readonly routeKey?: string; readonly connectionId?: string };
}

/** What an invocation is for. `route`: its key, or `$authorizer`. */
export interface RouteCall {
  readonly functionName: string;
  readonly route: string;
  readonly connectionId: string | undefined;
}

/** Stands between the gateway and the functions: passes an invocation on, or answers for it. */
export type InterposeRoute = (
  call: RouteCall,
  invocation: Invocation,
  invoke: (invocation: Invocation) => Promise<FunctionOutcome>,
) => Promise<FunctionOutcome>;

/** Invokes functions as API Gateway does: refused unless the function's resource policy allows it. */
export function createGatewayInvoke(
  runtime: FunctionRuntime,
  mayInvoke: MayInvoke,
  randomId: () => string,
  interpose: InterposeRoute,
): InvokeFunction {
  return async (functionReference, event, expiresAt) => {
    const { type, requestContext } = event as GatewayEvent;
    const routeKey = type === 'REQUEST' ? undefined : requestContext?.routeKey;
    if (!mayInvoke(functionReference, routeKey)) {
      const purpose = routeKey === undefined ? 'as an authorizer' : `for the route "${routeKey}"`;
      const reason = `No AWS::Lambda::Permission lets API Gateway invoke ${functionReference} ${purpose}.`;
      return { kind: 'refused', reason };
    }
    const { name: functionName, qualifier } = parseFunctionReference(functionReference);
    const call = {
      functionName,
      route: routeKey ?? '$authorizer',
      connectionId: requestContext?.connectionId,
    };
    const invocation = {
      requestId: randomId(),
      event: JSON.stringify(event),
      expiresAt,
      ...(qualifier === undefined ? {} : { qualifier }),
    };
    const invoke = (passed: Invocation) => runtime.invoke(functionName, passed);
    return toInvokeOutcome(await interpose(call, invocation, invoke));
  };
}
