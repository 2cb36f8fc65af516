import type { CloseReport } from './close-codes.ts';
import { buildDisconnectEvent } from './events.ts';
import { callIntegration } from './integration.ts';
import type { Internals } from './internals.ts';
import type { Peer } from './peer.ts';

/** Runs $disconnect after a connection's end; best effort, so its result matters to nobody. */
export function runDisconnect(internals: Internals, peer: Peer, close: CloseReport): void {
  const route = internals.api.routes.get('$disconnect');
  if (!route) return;
  const event = buildDisconnectEvent(internals, peer, close);
  internals.pendingWork.add(callIntegration(internals, route, event).then(() => undefined));
}
