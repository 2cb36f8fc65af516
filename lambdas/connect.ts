import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { type ConnectPorts, connectSignedIn, connectUnauthenticated } from '../chat/sessions/connect.ts';
import { ChatError } from '../protocol/errors.ts';
import { type Protocol, SUBPROTOCOL_V2 } from '../protocol/negotiate.ts';
import { readConnectionLimit } from './limits.ts';
import { requireVariable } from './read-environment.ts';
import { systemClock } from './runtime.ts';
import { openStores } from './stores.ts';
import {
  OK,
  readConnection,
  readIdentity,
  type WebSocketEvent,
  type WebSocketResult,
} from './websocket-event.ts';

let ports: ConnectPorts | undefined;

/** $connect: writes the connection's rows. Until it returns, API Gateway holds the handshake. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
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
    // The name is somebody else's.
    if (error instanceof ChatError && error.code === 'invalid_token') return { statusCode: 401 };
    throw error;
  }
}

/** Only what was offered may be named, or a browser fails the handshake; v1 has no name, so it is never offered. */
const accept = (protocol: Protocol): WebSocketResult =>
  protocol === 'v2' ? { ...OK, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL_V2 } } : OK;

function openPorts(): ConnectPorts {
  const deliverRequests = createDeliverRequests(requireVariable('deliverFunction'));
  return { ...openStores(), clock: systemClock, deliverRequests, limits: readConnectionLimit() };
}
