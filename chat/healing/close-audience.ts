import { readEventTime } from '../../protocol/events/event-id.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import type { Audience } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { closeWithRetry } from '../posting/close-with-retry.ts';
import { POSTS_AT_ONCE } from '../posting/reach.ts';
import { createSemaphore } from '../semaphore.ts';
import { findLateAudience, type LateAudiencePorts } from './late-audience.ts';
import type { LateEvent } from './late-event.ts';

export type CloseAudiencePorts = LateAudiencePorts & Pick<ChatPorts, 'posts' | 'random' | 'logger'>;

/** By then after its id an event is stored. Who connects later finds it by a sync. */
const STORED_WITHIN_MS = WRITE_WITHIN_MS + 6_000;

/**
 * Closes the connections that an event came too late for: they reconnect, and ask for what they missed. Only those that
 * were there when it was stored.
 */
export async function closeAudience(ports: CloseAudiencePorts, late: LateEvent): Promise<void> {
  const { event, hold } = late;
  const { audience, skip } = await findLateAudience(ports, late);
  const connectedBy = readEventTime(event.id) + STORED_WITHIN_MS;
  const recipients = await collect(audience, (row) => !skip(row) && row.connectedAt < connectedBy);
  ports.logger.error('A delivery came too late', { type: event.type, recipients: recipients.length });
  const atOnce = createSemaphore(POSTS_AT_ONCE);
  await hold.keep();
  await Promise.all(recipients.map(({ connectionId }) => closeWithRetry(ports, connectionId, atOnce)));
}

async function collect(audience: Audience, isMeant: (row: Subscription) => boolean): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for await (const page of audience) found.push(...page.filter(isMeant));
  return found;
}
