import { closeExcessConnections } from '../chat/delivery/close-excess.ts';
import { runHandOver } from '../chat/delivery/continue-hand-over.ts';
import { deliverChunk } from '../chat/delivery/deliver-chunk.ts';
import type { DeliverRequest, DeliverRequests } from '../chat/ports/deliver-requests.ts';
import type { ChatPorts } from '../chat/ports.ts';
import type { Pending } from './pending.ts';

/** Does in the background what the stack's function `deliver` does when it is invoked asynchronously. */
export function createDeliveries(ports: () => ChatPorts, pending: Pending): DeliverRequests {
  return {
    async send(request) {
      pending.add(
        run(ports(), request).catch((cause) => ports().faults.error('A delivery failed', { cause })),
      );
    },
  };
}

async function run(ports: ChatPorts, request: DeliverRequest): Promise<void> {
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over':
      return runHandOver(ports, request);
    case 'limit_connections':
      return closeExcessConnections(ports, request.user);
  }
}
