import type { Internals } from '../internals.ts';
import { buildDisconnectEvent } from '../requests/events.ts';
import { callIntegration } from '../requests/integration.ts';
import type { CloseReport } from '../sockets/close-codes.ts';
import type { Peer } from '../sockets/peer.ts';

/** Runs $disconnect after a connection's end; best effort, so its result matters to nobody. */
export function runDisconnect(internals: Internals, peer: Peer, close: CloseReport): void {
  const route = internals.api.routes.get('$disconnect');
  if (!route) return;
  const event = buildDisconnectEvent(internals, peer, close);
  internals.pendingWork.add(callIntegration(internals, route, event).then(() => undefined));
}
