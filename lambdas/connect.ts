import { createDeliverRequests, createStrayFrames } from '../aws/deliver-requests.ts';
import { handleConnectEvent } from './events/connect.ts';
import { readConnectionLimit } from './limits.ts';
import { requireVariable } from './read-environment.ts';
import { consoleLog, systemClock } from './runtime.ts';
import { openStores } from './stores.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: ReturnType<typeof openPorts> | undefined;

/** $connect: writes the connection's rows. Until it returns, API Gateway holds the handshake. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  return handleConnectEvent(ports, event);
}

function openPorts() {
  const deliverRequests = createDeliverRequests(requireVariable('deliverFunction'));
  const strayFrames = createStrayFrames(requireVariable('messageFunction'));
  const limits = readConnectionLimit();
  return { ...openStores(), clock: systemClock, deliverRequests, limits, faults: consoleLog, strayFrames };
}
