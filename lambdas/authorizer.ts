import { createTokenVerifier } from '../aws/connections/token-verifier.ts';
import type { Tokens } from '../chat/ports/connections/tokens.ts';
import { TOKEN_REFUSED, TOKEN_UNCHECKED } from '../chat/ports/connections/tokens.ts';
import { readBearer } from '../protocol/bearer.ts';
import { ChatError } from '../protocol/errors.ts';
import { negotiate } from '../protocol/negotiate.ts';
import { checkHandshake, type HandshakeRules } from './check-handshake.ts';
import { AUTHORIZER_CONTEXT } from './environment.ts';
import { findVariable } from './read-environment.ts';
import { consoleLogger } from './runtime.ts';
import { readTokenRules } from './token-rules.ts';

/**
 * What API Gateway asks a REQUEST authorizer of a WebSocket API. Header names keep the client's case; of a header that
 * came more than once, `headers` has the last value and `multiValueHeaders` all.
 */
interface AuthorizerEvent {
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
}

let tokens: Tokens | undefined;

/**
 * Lets in who has a good token, and who has none (to authenticate by a frame) unless a setting forbids it; and says
 * which protocol was negotiated: every later event carries what is said here, and nothing else of the handshake.
 * @throws Error `Unauthorized`, the one message that API Gateway turns into 401
 */
export async function handler(event: AuthorizerEvent) {
  const fault = checkHandshake((name) => findHeader(event.headers, name), readHandshakeRules());
  if (fault !== undefined) {
    consoleLogger.warn('A handshake was refused', { check: fault });
    return answer('Deny', event.methodArn, 'refused');
  }
  const header = findHeader(event.headers, 'authorization');
  const context = { [AUTHORIZER_CONTEXT.protocol]: negotiate(offeredProtocols(event)) };
  if (header === undefined) {
    if (findVariable('tokenRequired') === 'true') throw refuse('no token');
    return allow(event.methodArn, 'unauthenticated', context);
  }
  tokens ??= createTokenVerifier(readTokenRules());
  const jwt = readBearer(header);
  if (jwt === undefined) throw refuse('scheme');
  try {
    const identity = await tokens.verify(jwt);
    return allow(event.methodArn, identity.user, {
      ...context,
      [AUTHORIZER_CONTEXT.user]: identity.user,
      [AUTHORIZER_CONTEXT.issuer]: identity.issuer,
      [AUTHORIZER_CONTEXT.subject]: identity.subject,
      [AUTHORIZER_CONTEXT.tokenExpiresAt]: identity.tokenExpiresAt,
      ...(identity.isAdmin && { [AUTHORIZER_CONTEXT.isAdmin]: 'true' }),
    });
  } catch (error) {
    if (error instanceof ChatError && typeof error.cause === 'string') {
      if (!error.isRetryable) throw refuse(error.cause);
      // Anything but `Unauthorized` is answered 500, which is not for good.
      consoleLogger.warn(TOKEN_UNCHECKED, { check: error.cause });
      throw error;
    }
    consoleLogger.error('A token could not be verified', {
      cause: error instanceof Error ? error.cause : error,
    });
    throw error;
  }
}

/** The client learns that it was refused, the log why. @param check which one failed */
function refuse(check: unknown): Error {
  consoleLogger.warn(TOKEN_REFUSED, { check });
  return new Error('Unauthorized');
}

/** A client may name its subprotocols in one header or in several (RFC 6455, section 11.3.4). */
function offeredProtocols({ headers, multiValueHeaders }: AuthorizerEvent): string | undefined {
  const name = 'sec-websocket-protocol';
  return findHeader(multiValueHeaders, name)?.join(',') ?? findHeader(headers, name);
}

/** @param name in lower case */
function findHeader<Value>(headers: Readonly<Record<string, Value>> = {}, name: string): Value | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

const readHandshakeRules = (): HandshakeRules => ({
  originSecrets: findVariable('originSecrets')?.split(',') ?? [],
  allowedOrigins: findVariable('allowedOrigins')?.split(',') ?? [],
});

const allow = (methodArn: string, principalId: string, context: Record<string, string | number>) =>
  answer('Allow', methodArn, principalId, context);

/** A denial is answered 403, whatever the token: no other token would help. */
function answer(
  effect: 'Allow' | 'Deny',
  methodArn: string,
  principalId: string,
  context: Record<string, string | number> = {},
) {
  return {
    principalId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: methodArn }],
    },
    context,
  };
}
