import type { ChatPorts } from '../ports/chat-ports.ts';
import type { DeliveryChunk } from '../ports/deliver-requests.ts';
import { lastPostAt, REQUEST_FUNCTION_MS, REQUEST_WITHIN_MS } from '../posting/deadlines.ts';
import { type ReachPorts, startReaching } from '../posting/reach.ts';
import { removeMark } from './remove-mark.ts';

export type ChunkPorts = ReachPorts & Pick<ChatPorts, 'undelivered'>;

/** Posts to the recipients of a chunk that another function fanned out. */
export async function deliverChunk(ports: ChunkPorts, chunk: DeliveryChunk): Promise<void> {
  if (!(await isLeftToUs(ports, chunk))) return;
  const deadline = Math.min(ports.clock.now() + REQUEST_WITHIN_MS, lastPostAt(chunk.id));
  const { frames, bare } = chunk;
  const isBare = new Set(bare?.connectionIds);
  const reaching = startReaching(ports, {
    frameOf: ({ protocol, connectionId }) => (isBare.has(connectionId) ? bare?.frames : frames)?.[protocol],
    deadline,
  });
  for (const recipient of chunk.recipients) reaching.start(recipient);
  await reaching.settle();
  await removeMark(ports, chunk.mark);
}

/** A chunk that begins late holds its part for longer: unless a sweep has come before it, or it is over and has come twice. */
async function isLeftToUs({ undelivered, clock }: ChunkPorts, chunk: DeliveryChunk): Promise<boolean> {
  const { mark, heldUntil } = chunk;
  const until = clock.now() + REQUEST_FUNCTION_MS;
  return until <= heldUntil || undelivered.take(mark, { now: heldUntil, until });
}
