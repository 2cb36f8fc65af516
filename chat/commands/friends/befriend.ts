import { conflict } from '../../../protocol/errors.ts';
import { appendToPair } from '../../conversations/pair-log.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { acknowledge, type Outcome } from '../../request.ts';
import { settleAll } from '../../settle-all.ts';
import { notifyUser } from '../../waiting/notify.ts';

/**
 * Logs a friendship that has just begun, and tells both.
 * @throws ChatError `conflict` across a block: whatever stood between the two has ended with it, or is about to
 */
export async function befriend(
  ports: ChatPorts,
  { id, asker, answerer }: { id: string; asker: string; answerer: string },
): Promise<Outcome> {
  // Behind the friendship's write: a block that was written before it may have been cut off before it ended the
  // request, and one that is written now ends the friendship.
  const { blocked, blockedBy } = await ports.blocks.between(answerer, asker);
  if (blocked || blockedBy) {
    await ports.friendships.end(asker, answerer);
    throw conflict(`No request from ${asker}`);
  }
  const event = { type: 'friends', id, from: asker, to: answerer } as const;
  await appendToPair(ports, event, 'both');
  await settleAll([notifyUser(ports, asker, event), notifyUser(ports, answerer, event)]);
  return { ...acknowledge(id), delivery: handledLater(ports.undelivered.remove(id)) };
}
