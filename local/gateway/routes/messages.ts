import type { Route } from '../api.ts';
import type { Internals } from '../internals.ts';
import { buildMessageEvent } from '../requests/events.ts';
import { callIntegration } from '../requests/integration.ts';
import {
  type FrameIds,
  renderForbidden,
  renderInternalError,
  renderTimedOut,
  renderTooManyRequests,
} from '../sockets/client-frames.ts';
import { type Connection, sendText } from '../sockets/connection.ts';

/**
 * Routes one text message to its function and sends back what the client is to see. Whatever goes
 * wrong, the connection stays open. One connection's messages run concurrently, so replies may
 * overtake each other, as on the real service. Never rejects.
 */
export async function handleMessage(
  internals: Internals,
  connection: Connection,
  body: string,
): Promise<void> {
  const receivedAt = internals.now();
  const ids = { connectionId: connection.peer.connectionId, requestId: internals.ids.requestId() };
  const route = findRoute(internals, body);
  const frame = route
    ? await runRoute(internals, connection, route, { ids, receivedAt, body })
    : renderForbidden(ids);
  if (frame !== undefined) sendText(connection, frame, internals.now());
}

function findRoute({ api, selectRouteKey }: Internals, body: string): Route | undefined {
  const routeKey = selectRouteKey(body) ?? '$default';
  // A client may not run the routes of its own connecting and leaving.
  const isReserved = routeKey === '$connect' || routeKey === '$disconnect';
  return (isReserved ? undefined : api.routes.get(routeKey)) ?? api.routes.get('$default');
}

interface ReceivedMessage {
  readonly ids: FrameIds;
  readonly receivedAt: number;
  readonly body: string;
}

/** The frame to send back, or undefined for none. */
async function runRoute(
  internals: Internals,
  connection: Connection,
  route: Route,
  message: ReceivedMessage,
): Promise<string | undefined> {
  const { ids, receivedAt, body } = message;
  const { routeKey, returnsResponse } = route;
  if (!internals.throttles.admitRouteRequest(routeKey)) return renderTooManyRequests(ids);
  const event = buildMessageEvent(internals, connection.peer, {
    routeKey,
    requestId: ids.requestId,
    messageId: internals.ids.messageId(),
    receivedAt,
    body,
  });
  const outcome = await callIntegration(internals, route, event);
  if (outcome.kind === 'timed-out') return renderTimedOut(ids);
  if (outcome.kind !== 'answered') return renderInternalError(ids);
  // With a route response and no body the real service sends an empty text frame.
  return returnsResponse ? (outcome.body ?? '') : undefined;
}
