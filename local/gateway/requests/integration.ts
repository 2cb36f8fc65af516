import type { InvokeOutcome, Route } from '../api.ts';
import type { Internals } from '../internals.ts';

export type TimedOutcome = InvokeOutcome | { readonly kind: 'timed-out' };

/** What came of a proxy integration: an answer, or one of the ways to have none. */
export type IntegrationOutcome =
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, unknown>>;
      readonly body: string | undefined;
    }
  | { readonly kind: 'malformed' | 'failed' | 'refused' | 'timed-out' };

/** Invokes a route's function and judges its result. Never rejects. */
export async function callIntegration(
  internals: Internals,
  route: Route,
  event: unknown,
): Promise<IntegrationOutcome> {
  const { functionName, routeKey, unserved } = route;
  if (unserved !== undefined) {
    internals.log("The route isn't served here", { routeKey, reason: unserved });
    return { kind: 'refused' };
  }
  const outcome = await invokeWithin(internals, functionName, event, route.integrationTimeoutMs);
  if (outcome.kind !== 'returned') {
    internals.log('The function came to nothing', { functionName, routeKey, ...outcome });
    return { kind: outcome.kind };
  }
  const answer = readProxyResult(outcome.payload);
  if (!answer) {
    internals.log('The function returned no valid proxy result', {
      functionName,
      routeKey,
      payload: outcome.payload,
    });
    return { kind: 'malformed' };
  }
  return { kind: 'answered', ...answer };
}

/** Invokes and waits so many milliseconds; a later result is ignored. Never rejects. */
export async function invokeWithin(
  internals: Internals,
  functionName: string,
  event: unknown,
  timeoutMs: number,
): Promise<TimedOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<TimedOutcome>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'timed-out' } satisfies TimedOutcome);
  });
  // What nobody waits for any more is not begun: behind a flood it would keep everybody's functions busy.
  const expiresAt = internals.now() + timeoutMs;
  const outcome = await Promise.race([invokeContained(internals, functionName, event, expiresAt), timeout]);
  clearTimeout(timer);
  return outcome;
}

/** `invoke` promises not to reject; if it does all the same, one connection's fault stays its own. */
async function invokeContained(
  internals: Internals,
  functionName: string,
  event: unknown,
  expiresAt: number,
): Promise<InvokeOutcome> {
  try {
    return await internals.invoke(functionName, event, expiresAt);
  } catch (error) {
    return { kind: 'refused', reason: String(error) };
  }
}

/** A valid result is an object with an HTTP status and, if it has a body, one that is a string. */
function readProxyResult(payload: unknown) {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { statusCode, headers, body } = payload as Record<string, unknown>;
  if (typeof statusCode !== 'number' || !Number.isInteger(statusCode)) return undefined;
  if (statusCode < 200 || statusCode > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  return {
    statusCode,
    headers: typeof headers === 'object' && headers !== null ? (headers as Record<string, unknown>) : {},
    body: body ?? undefined,
  };
}
