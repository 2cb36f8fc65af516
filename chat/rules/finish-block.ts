import { idOfTime, laterId } from '../../protocol/events/event-id.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Friendship } from '../ports/people/friendships.ts';

type BlockPorts = Pick<ChatPorts, 'blocks' | 'friendships' | 'clock'>;

interface BlockEvent {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Says from when on a block hides, which comes behind its write: what was sent up to now may have been delivered. */
export const settleBlock = ({ blocks, clock }: Pick<BlockPorts, 'blocks' | 'clock'>, event: BlockEvent) =>
  blocks.settle({
    blocker: event.from,
    blocked: event.to,
    id: event.id,
    since: laterId(event.id, idOfTime(clock.now())),
  });

/**
 * Does what is written beside the event of a block, and is missing where its function died between the two. Of a block that
 * has ended since, nothing.
 */
export async function finishBlock(ports: BlockPorts, event: BlockEvent): Promise<void> {
  await settleBlock(ports, event);
  const { blocked } = await ports.blocks.between(event.from, event.to);
  if (blocked) await ports.friendships.end(event.from, event.to);
}

/** Whether a user's lists held what a block has ended: a request that was hidden from them is none to miss. */
export const wasSeen = (ended: Friendship | undefined, user: string) =>
  ended !== undefined && !(ended.hidden && ended.requestedBy !== user);
