import { deliverChunk } from './delivery/deliver-chunk.ts';
import { type SweepPorts, sweep } from './healing/sweep.ts';
import type { DeliverRequest } from './ports/deliver-requests.ts';
import { type RunPresencePorts, runPresences } from './presence/run-presence.ts';
import { type CloseExcessPorts, closeExcessConnections } from './sessions/close-excess.ts';
import { type ContinuedDrainPorts, runDrain } from './waiting/continue-drain.ts';

export type RunRequestPorts = ContinuedDrainPorts & CloseExcessPorts & RunPresencePorts & SweepPorts;

/** Does what another function, or a clock, asked for by an asynchronous invocation. */
export async function runRequest(ports: RunRequestPorts, request: DeliverRequest): Promise<void> {
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over':
      return runDrain(ports, request);
    case 'limit_connections':
      return closeExcessConnections(ports, request.user);
    case 'presence':
      return runPresences(ports, request);
    case 'sweep':
      return sweep(ports);
  }
}
