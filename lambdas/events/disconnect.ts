import { type RemoveConnectionPorts, removeConnection } from '../../chat/sessions/remove-connection.ts';
import { OK, readIdentity, type WebSocketEvent, type WebSocketResult } from '../websocket-event.ts';

/** Removes the rows of a `$disconnect` event's connection. */
export async function handleDisconnectEvent(
  ports: RemoveConnectionPorts,
  { requestContext }: WebSocketEvent,
): Promise<WebSocketResult> {
  const user = readIdentity(requestContext.authorizer)?.signedIn.user;
  await removeConnection(ports, requestContext.connectionId, user);
  return OK;
}
