import { type RemoveConnectionPorts, removeConnection } from '../chat/sessions/remove-connection.ts';
import { openConnectionStores } from './stores.ts';
import { OK, readIdentity, type WebSocketEvent, type WebSocketResult } from './websocket-event.ts';

let ports: RemoveConnectionPorts | undefined;

/** $disconnect: removes the connection's rows. Best effort on API Gateway's side, hence the rows' TTL. */
export async function handler({ requestContext }: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openConnectionStores();
  const user = readIdentity(requestContext.authorizer)?.signedIn.user;
  await removeConnection(ports, requestContext.connectionId, user);
  return OK;
}
