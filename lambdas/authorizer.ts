import { createTokenVerifier } from '../aws/token-verifier.ts';
import type { Tokens } from '../chat/ports/tokens.ts';
import { readBearer } from '../protocol/bearer.ts';
import { ChatError } from '../protocol/errors.ts';
import { AUTHORIZER_CONTEXT } from './environment.ts';
import { findVariable } from './read-environment.ts';
import { consoleLog } from './runtime.ts';
import { readTokenRules } from './token-rules.ts';

/** What API Gateway asks a REQUEST authorizer of a WebSocket API. Header names keep the client's case. */
interface AuthorizerEvent {
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let tokens: Tokens | undefined;

/**
 * Lets in who has a good token, and who has none (to authenticate by a frame) unless a setting forbids it.
 * @throws Error `Unauthorized`, the one message that API Gateway turns into 401
 */
export async function handler(event: AuthorizerEvent) {
  const header = findAuthorization(event.headers);
  if (header === undefined) {
    if (findVariable('tokenRequired') === 'true') throw new Error('Unauthorized');
    return allow(event.methodArn, 'unauthenticated', {});
  }
  tokens ??= createTokenVerifier(readTokenRules());
  try {
    const identity = await tokens.verify(readBearer(header) ?? '');
    return allow(event.methodArn, identity.user, {
      [AUTHORIZER_CONTEXT.user]: identity.user,
      [AUTHORIZER_CONTEXT.issuer]: identity.issuer,
      [AUTHORIZER_CONTEXT.subject]: identity.subject,
      [AUTHORIZER_CONTEXT.tokenExpiresAt]: identity.tokenExpiresAt,
    });
  } catch (error) {
    if (error instanceof ChatError && error.code !== 'internal') throw new Error('Unauthorized');
    consoleLog.error('A token could not be verified', {
      cause: error instanceof Error ? error.cause : error,
    });
    throw error;
  }
}

function findAuthorization(headers: Readonly<Record<string, string>> = {}): string | undefined {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
  return name === undefined ? undefined : headers[name];
}

function allow(methodArn: string, principalId: string, context: Record<string, string | number>) {
  return {
    principalId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
    },
    context,
  };
}
