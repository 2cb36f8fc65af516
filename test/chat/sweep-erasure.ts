import { removeConnection } from '../../chat/connections/remove-connection.ts';
import { runRequest } from '../../chat/run-request.ts';
import type { MemoryPorts } from '../../memory/chat-ports.ts';

const MINUTE_MS = 60_000;

/** Lets minutes pass behind an erasure: in each API Gateway tells of what it has closed of the user's, and a sweep runs. */
export async function sweepErasure(ports: MemoryPorts, user: string, minutes: number): Promise<void> {
  for (let count = 0; count < minutes; count++) {
    ports.clock.advance(MINUTE_MS);
    for (const connection of ports.posts.closed.splice(0)) await removeConnection(ports, connection, user);
    await runRequest(ports, { type: 'sweep' });
  }
}
