import type { Authorizer } from '../api.ts';
import type { Internals } from '../internals.ts';
import { buildAuthorizerEvent, connectArn, type HandshakeRequest } from '../requests/events.ts';
import { hasIdentity } from '../requests/identity-source.ts';
import { invokeWithin } from '../requests/integration.ts';
import type { AuthorizerContext, Peer } from '../sockets/peer.ts';
import { evaluatePolicy } from './policy.ts';

export type AuthorizerVerdict =
  | { readonly kind: 'allowed'; readonly context: AuthorizerContext }
  | { readonly kind: 'unauthorized' | 'denied' | 'failed' };

/** Asks a REQUEST authorizer about a handshake. Nothing is cached: WebSocket APIs never do. */
export async function authorize(
  internals: Internals,
  authorizer: Authorizer,
  peer: Peer,
  request: HandshakeRequest,
): Promise<AuthorizerVerdict> {
  const event = buildAuthorizerEvent(internals, peer, request);
  const { functionName, identitySources } = authorizer;
  // With no identity source at all the authorizer always runs.
  if (!identitySources.every((source) => hasIdentity(source, event))) return { kind: 'unauthorized' };

  const startedAt = internals.now();
  const outcome = await invokeWithin(internals, functionName, event, internals.limits.authorizerTimeoutMs);
  const integrationLatency = internals.now() - startedAt;
  if (outcome.kind === 'failed' && outcome.errorMessage === 'Unauthorized') return { kind: 'unauthorized' };
  if (outcome.kind !== 'returned') {
    internals.log('The authorizer came to nothing', { functionName, ...outcome });
    return { kind: 'failed' };
  }
  const result = readAuthorizerResult(internals, outcome.payload);
  if (typeof result === 'string') {
    internals.log('The authorizer returned no valid result', { functionName, problem: result });
    return { kind: 'failed' };
  }
  if (!result.allowed) return { kind: 'denied' };
  const { principalId, context } = result;
  return { kind: 'allowed', context: { ...context, principalId, integrationLatency } };
}

/** What the result says, or what is wrong with it. */
function readAuthorizerResult(internals: Internals, payload: unknown) {
  if (typeof payload !== 'object' || payload === null) return 'It is not an object';
  const { principalId, policyDocument, context } = payload as Record<string, unknown>;
  if (typeof principalId !== 'string' || principalId === '') return 'It has no principalId';
  const verdict = evaluatePolicy(policyDocument, connectArn(internals));
  if (verdict.kind === 'malformed') return verdict.problem;
  const strings = readContext(context ?? {}, internals.limits.authorizerContextBytes);
  if (typeof strings === 'string') return strings;
  return { principalId, allowed: verdict.kind === 'allowed', context: strings };
}

/**
 * The context's values, which arrive at the functions as strings whatever they were, or what is
 * wrong with it: "You can't set a JSON object or array as a valid value of any key" (developer
 * guide, "Output from an API Gateway Lambda authorizer").
 */
function readContext(context: unknown, maxBytes: number): Record<string, string> | string {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    return 'The context is not an object';
  }
  if (Buffer.byteLength(JSON.stringify(context)) > maxBytes) return `The context is over ${maxBytes} bytes`;
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(context)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      return `The context's ${name} is not a string, number or boolean`;
    }
    strings[name] = String(value);
  }
  return strings;
}
