import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import { TOKEN_REFUSED } from '../../chat/ports/connections/tokens.ts';
import { type ConnectPorts, connectSignedIn, connectUnauthenticated } from '../../chat/sessions/connect.ts';
import { ChatError, type ErrorCode } from '../../protocol/errors.ts';
import { type Protocol, SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import {
  OK,
  readConnection,
  readIdentity,
  type WebSocketEvent,
  type WebSocketResult,
} from '../websocket-event.ts';
import { passOnStrayFrame, type StrayFramePorts } from './stray-frame.ts';

export type ConnectEventPorts = ConnectPorts & Pick<ChatPorts, 'logger'> & StrayFramePorts;

/** Writes the rows of a `$connect` event's connection, and says what the handshake is answered. */
export async function handleConnectEvent(
  ports: ConnectEventPorts,
  event: WebSocketEvent,
): Promise<WebSocketResult> {
  if (event.requestContext.eventType !== 'CONNECT') return passOnStrayFrame(ports, event);
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
      ports.logger.warn(TOKEN_REFUSED, { connectionId, check: error.cause });
      return { statusCode: 401 };
    }
    if (error instanceof ChatError && NOT_ALLOWED.includes(error.code)) return { statusCode: 403 };
    if (error instanceof ChatError && error.code === 'rate_limited') return { statusCode: 429 };
    throw error;
  }
}

/** What no other token of the user's would change. */
const NOT_ALLOWED: readonly ErrorCode[] = ['banned', 'erased'];

/** Only what was offered may be named, or a browser fails the handshake; v1 has no name, so it is never offered. */
const accept = (protocol: Protocol): WebSocketResult =>
  protocol === 'v2' ? { ...OK, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL_V2 } } : OK;
