import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { REQUEST_HOLD_MS, type UndeliveredWaiting } from '../ports/messages/undelivered.ts';
import { closeWithRetry } from '../posting/close-with-retry.ts';
import { createSemaphore } from '../semaphore.ts';

export type AskAgainPorts = Pick<
  ChatPorts,
  'undelivered' | 'deliverRequests' | 'posts' | 'clock' | 'random' | 'logger'
>;

/**
 * Asks once more that what waits for a user be handed over, as Lambda has dropped what asked for it, or the function died. Past
 * the deadline, closes the connection that it was for: whoever comes back has it handed over.
 */
export async function askAgain(
  ports: AskAgainPorts,
  { id, user, connectionId }: UndeliveredWaiting,
): Promise<void> {
  const { undelivered, deliverRequests, clock } = ports;
  const now = clock.now();
  if (!(await undelivered.take(id, { now, until: now + REQUEST_HOLD_MS }))) return;
  if (now < readEventTime(id) + DELIVERY_DEADLINE_MS)
    return deliverRequests.send({ type: 'hand_over', user, connectionId, mark: id });
  ports.logger.error('What waits came too late', { user });
  const { kind } = await closeWithRetry(ports, connectionId, createSemaphore(1));
  // Else the next sweep does.
  if (kind !== 'unreachable') await undelivered.remove(id);
}
