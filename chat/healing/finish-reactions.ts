import { findMessage } from '../conversations/open-message.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedReactions } from '../ports/messages/undelivered.ts';
import { type FlushPorts, flushBy } from '../reactions/flush.ts';

export type FinishReactionsPorts = FlushPorts & Pick<ChatPorts, 'log' | 'undelivered' | 'clock'>;

/**
 * Counts and tells the reactions to a message for which a function had no turn, or over which it died. What has none now stays for
 * the next sweep.
 * @param endsAt epoch milliseconds, until which a turn may be waited for
 */
export async function finishReactions(
  ports: FinishReactionsPorts,
  { id, conversation, message: of }: UnfinishedReactions,
  endsAt: number,
): Promise<void> {
  const now = ports.clock.now();
  const until = endsAt + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  const found = await findMessage(ports, [conversation], of);
  const { message } = found ?? {};
  const isOver =
    !message ||
    message.isDeleted ||
    (await flushBy(ports, { message, place: { conversation, id: of } }, endsAt));
  if (!isOver) return ports.undelivered.hold(id, ports.clock.now());
  // Whoever has put it off anew meanwhile has it told.
  await ports.undelivered.drop(id, until);
}
