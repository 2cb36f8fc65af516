import { type RemoveConnectionPorts, removeConnection } from '../../chat/connections/remove-connection.ts';
import { OK, readIdentity, type WebSocketEvent, type WebSocketResult } from '../websocket-event.ts';
import { passOnStrayFrame, type StrayFramePorts } from './stray-frame.ts';

export type DisconnectEventPorts = RemoveConnectionPorts & StrayFramePorts;

/** Removes the rows of a `$disconnect` event's connection. */
export async function handleDisconnectEvent(
  ports: DisconnectEventPorts,
  event: WebSocketEvent,
): Promise<WebSocketResult> {
  const { requestContext } = event;
  if (requestContext.eventType !== 'DISCONNECT') return passOnStrayFrame(ports, event);
  const user = readIdentity(requestContext.authorizer)?.signedIn.user;
  await removeConnection(ports, requestContext.connectionId, user);
  return OK;
}
