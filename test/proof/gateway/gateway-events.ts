import type { Connection } from '../../../chat/ports/connections/connections.ts';
import type { Identity } from '../../../chat/ports/connections/tokens.ts';
import { AUTHORIZER_CONTEXT } from '../../../lambdas/environment.ts';
import type { WebSocketEvent } from '../../../lambdas/websocket-event.ts';

/** What every event of a connection carries. */
export interface Handshake {
  readonly connection: Connection;
  /** What the authorizer made of a token in the handshake. */
  readonly identity?: Identity;
}

/**
 * An event of a connection as API Gateway sends it to a route's function.
 * @param at when API Gateway received what it tells of, epoch milliseconds
 */
export function makeGatewayEvent(
  { connection, identity }: Handshake,
  { type, at, body }: { type: WebSocketEvent['requestContext']['eventType']; at: number; body?: string },
): WebSocketEvent {
  const { connectionId, connectedAt, protocol } = connection;
  const context = {
    [AUTHORIZER_CONTEXT.protocol]: protocol,
    ...(identity && {
      [AUTHORIZER_CONTEXT.user]: identity.user,
      [AUTHORIZER_CONTEXT.issuer]: identity.issuer,
      [AUTHORIZER_CONTEXT.subject]: identity.subject,
      // Whatever it was, it arrives as text.
      [AUTHORIZER_CONTEXT.tokenExpiresAt]: String(identity.tokenExpiresAt),
      ...(identity.isAdmin && { [AUTHORIZER_CONTEXT.isAdmin]: 'true' }),
    }),
  };
  return {
    requestContext: { eventType: type, connectionId, connectedAt, requestTimeEpoch: at, authorizer: context },
    ...(body !== undefined && { body }),
  };
}
