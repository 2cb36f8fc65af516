import { createDeliverRequests, createStrayFrames } from '../aws/deliver-requests.ts';
import { type DisconnectEventPorts, handleDisconnectEvent } from './events/disconnect.ts';
import { requireVariable } from './read-environment.ts';
import { openConnectionStores } from './stores.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: DisconnectEventPorts | undefined;

/** $disconnect: removes the connection's rows, and has friends told of who has gone. Best effort on API Gateway's side, hence the rows' TTL. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  return handleDisconnectEvent(ports, event);
}

function openPorts(): DisconnectEventPorts {
  return {
    ...openConnectionStores(),
    deliverRequests: createDeliverRequests(requireVariable('deliverFunction')),
    strayFrames: createStrayFrames(requireVariable('messageFunction')),
  };
}
