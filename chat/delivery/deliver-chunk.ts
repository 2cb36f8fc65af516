import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { DeliveryChunk } from '../ports/deliver-requests.ts';
import { REQUEST_WITHIN_MS } from '../posting/deadlines.ts';
import { type ReachPorts, startReaching } from '../posting/reach.ts';

/** Posts to the recipients of a chunk that another function fanned out. */
export async function deliverChunk(ports: ReachPorts, chunk: DeliveryChunk): Promise<void> {
  const deadline = Math.min(
    ports.clock.now() + REQUEST_WITHIN_MS,
    readEventTime(chunk.id) + DELIVERY_DEADLINE_MS,
  );
  const reaching = startReaching(ports, {
    frameOf: ({ protocol }) => chunk.frames[protocol],
    deadline,
  });
  for (const recipient of chunk.recipients) reaching.start(recipient);
  await reaching.settle();
}
