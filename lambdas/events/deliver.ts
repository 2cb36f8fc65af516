import { type CloseOldestPorts, closeOldestConnections } from '../../chat/delivery/close-oldest.ts';
import { HANDED_ON_WITHIN_MS } from '../../chat/delivery/deadlines.ts';
import { deliverChunk } from '../../chat/delivery/deliver-chunk.ts';
import { type HandOverPorts, handOverWaiting } from '../../chat/delivery/hand-over.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';

export type DeliverPorts = HandOverPorts & CloseOldestPorts;

/** Does what another function asked for by an asynchronous invocation. */
export async function handleDeliverEvent(ports: DeliverPorts, request: DeliverRequest): Promise<void> {
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over': {
      const deadline = ports.clock.now() + HANDED_ON_WITHIN_MS;
      // Patient: nobody comes behind this invocation who would go on where a crashed holder stopped.
      return handOverWaiting(ports, request.user, { deadline, isPatient: true });
    }
    case 'limit_connections':
      return closeOldestConnections(ports, request.user);
  }
}
