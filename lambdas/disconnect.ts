import type { RemoveConnectionPorts } from '../chat/sessions/remove-connection.ts';
import { handleDisconnectEvent } from './events/disconnect.ts';
import { openConnectionStores } from './stores.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: RemoveConnectionPorts | undefined;

/** $disconnect: removes the connection's rows. Best effort on API Gateway's side, hence the rows' TTL. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openConnectionStores();
  return handleDisconnectEvent(ports, event);
}
