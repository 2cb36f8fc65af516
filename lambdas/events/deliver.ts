import { type CloseExcessPorts, closeExcessConnections } from '../../chat/delivery/close-excess.ts';
import { type ContinuedHandOverPorts, runHandOver } from '../../chat/delivery/continue-hand-over.ts';
import { deliverChunk } from '../../chat/delivery/deliver-chunk.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';

export type DeliverPorts = ContinuedHandOverPorts & CloseExcessPorts;

/** Does what another function asked for by an asynchronous invocation. */
export async function handleDeliverEvent(ports: DeliverPorts, request: DeliverRequest): Promise<void> {
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over':
      return runHandOver(ports, request);
    case 'limit_connections':
      return closeExcessConnections(ports, request.user);
  }
}
