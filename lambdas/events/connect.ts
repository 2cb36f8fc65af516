import type { ChatPorts } from '../../chat/ports.ts';
import { type ConnectPorts, connectSignedIn, connectUnauthenticated } from '../../chat/sessions/connect.ts';
import { ChatError } from '../../protocol/errors.ts';
import { type Protocol, SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import {
  OK,
  readConnection,
  readIdentity,
  type WebSocketEvent,
  type WebSocketResult,
} from '../websocket-event.ts';

/** Writes the rows of a `$connect` event's connection, and says what the handshake is answered. */
export async function handleConnectEvent(
  ports: ConnectPorts & Pick<ChatPorts, 'faults'>,
  event: WebSocketEvent,
): Promise<WebSocketResult> {
  const connection = readConnection(event);
  const identity = readIdentity(event.requestContext.authorizer);
  if (!identity) {
    await connectUnauthenticated(ports, connection);
    return accept(connection.protocol);
  }
  try {
    await connectSignedIn(ports, { ...connection, signedIn: identity.signedIn }, identity.subject);
    return accept(connection.protocol);
  } catch (error) {
    if (error instanceof ChatError && error.code === 'invalid_token') {
      const { connectionId } = connection;
      ports.faults.warn('A token was refused', { connectionId, check: error.cause });
      return { statusCode: 401 };
    }
    throw error;
  }
}

/** Only what was offered may be named, or a browser fails the handshake; v1 has no name, so it is never offered. */
const accept = (protocol: Protocol): WebSocketResult =>
  protocol === 'v2' ? { ...OK, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL_V2 } } : OK;
