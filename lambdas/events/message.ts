import { handleFrame } from '../../chat/handle-frame.ts';
import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import { OK, readConnection, type WebSocketEvent, type WebSocketResult } from '../websocket-event.ts';

/**
 * Does what the frame of a `$default` event asks for.
 * @param arrivedAt when the function got the event, epoch milliseconds, with what a millisecond has of fractions
 */
export async function handleMessageEvent(
  ports: ChatPorts,
  event: WebSocketEvent,
  arrivedAt: number,
): Promise<WebSocketResult> {
  // A handshake or a goodbye has no frame to answer.
  if (event.requestContext.eventType !== 'MESSAGE') return OK;
  // API Gateway's time, not ours: what waited for a function is as old as the sender knows it.
  const { requestTimeEpoch: receivedAt } = event.requestContext;
  const arrival = (arrivedAt - receivedAt) * 1_000;
  await handleFrame(ports, {
    text: event.body ?? '',
    receivedAt,
    id: makeEventId({ receivedAt, arrival, random: ports.random }),
    connection: readConnection(event),
  });
  return OK;
}
