import type { Connection, SignedIn } from '../chat/ports/connections/connections.ts';
import type { Subject } from '../chat/ports/people/users.ts';
import { AUTHORIZER_CONTEXT } from './environment.ts';

/**
 * What this service reads of an API Gateway WebSocket event. (`@types/aws-lambda` has no `connectedAt`-complete
 * type for all three events with an authorizer's context, which arrives as strings whatever it was.)
 */
export interface WebSocketEvent {
  readonly requestContext: {
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly connectionId: string;
    /** Epoch milliseconds, both. */
    readonly connectedAt: number;
    readonly requestTimeEpoch: number;
    readonly authorizer?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer that API Gateway expects of a route's function. */
export interface WebSocketResult {
  readonly statusCode: number;
  /** Of $connect: goes into the handshake's answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

export const OK: WebSocketResult = { statusCode: 200 };

/** The connection as the event tells, signed in if its handshake carried a token. */
export function readConnection({ requestContext }: WebSocketEvent): Connection {
  const { connectionId, connectedAt, authorizer } = requestContext;
  const identity = readIdentity(authorizer);
  const protocol = authorizer?.[AUTHORIZER_CONTEXT.protocol] === 'v2' ? 'v2' : 'v1';
  const connection = { connectionId, connectedAt, protocol } as const;
  return identity ? { ...connection, signedIn: identity.signedIn } : connection;
}

/** Whom the authorizer let in; undefined when the handshake carried no token. */
export function readIdentity(
  context: Readonly<Record<string, unknown>> = {},
): { signedIn: SignedIn; subject: Subject } | undefined {
  const user = context[AUTHORIZER_CONTEXT.user];
  if (typeof user !== 'string') return undefined;
  return {
    signedIn: {
      user,
      tokenExpiresAt: Number(context[AUTHORIZER_CONTEXT.tokenExpiresAt]),
      ...(context[AUTHORIZER_CONTEXT.isAdmin] === 'true' && { isAdmin: true }),
    },
    subject: {
      issuer: String(context[AUTHORIZER_CONTEXT.issuer]),
      subject: String(context[AUTHORIZER_CONTEXT.subject]),
    },
  };
}
