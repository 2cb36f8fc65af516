import { createDeliverRequests } from '../aws/deliver-requests.ts';
import type { ConnectPorts } from '../chat/sessions/connect.ts';
import { handleConnectEvent } from './events/connect.ts';
import { readConnectionLimit } from './limits.ts';
import { requireVariable } from './read-environment.ts';
import { systemClock } from './runtime.ts';
import { openStores } from './stores.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: ConnectPorts | undefined;

/** $connect: writes the connection's rows. Until it returns, API Gateway holds the handshake. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  return handleConnectEvent(ports, event);
}

function openPorts(): ConnectPorts {
  const deliverRequests = createDeliverRequests(requireVariable('deliverFunction'));
  return { ...openStores(), clock: systemClock, deliverRequests, limits: readConnectionLimit() };
}
