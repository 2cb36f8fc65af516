import type { DeliverRequest } from '../ports/deliver-requests.ts';
import { type CloseExcessPorts, closeExcessConnections } from './close-excess.ts';
import { type ContinuedHandOverPorts, runHandOver } from './continue-hand-over.ts';
import { deliverChunk } from './deliver-chunk.ts';

export type RunRequestPorts = ContinuedHandOverPorts & CloseExcessPorts;

/** Does what another function asked for by an asynchronous invocation. */
export async function runRequest(ports: RunRequestPorts, request: DeliverRequest): Promise<void> {
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over':
      return runHandOver(ports, request);
    case 'limit_connections':
      return closeExcessConnections(ports, request.user);
  }
}
