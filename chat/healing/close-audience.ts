import type { ChatEvent } from '../../protocol/events/events.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { closeWithRetry } from '../posting/close-with-retry.ts';
import { POSTS_AT_ONCE } from '../posting/reach.ts';
import { createSemaphore } from '../semaphore.ts';
import { findLateAudience, type LateAudiencePorts } from './late-audience.ts';
import type { LateEvent } from './late-event.ts';
import { wasThere } from './was-there.ts';

export type CloseLatePorts = Pick<ChatPorts, 'posts' | 'clock' | 'random' | 'logger'>;

/** Closes the connections of an audience that an event came too late for. */
export async function closeAudience(
  ports: CloseLatePorts & LateAudiencePorts,
  late: LateEvent,
): Promise<void> {
  const { audience, skip } = await findLateAudience(ports, late);
  const rows: Subscription[] = [];
  for await (const page of audience) rows.push(...page.filter((row) => !skip(row)));
  await late.hold.keep();
  await closeConnections(ports, late.event.type, rows.filter(wasThere(late)));
}

/**
 * Closes connections that an event of that type came too late for: they reconnect, and ask for what they missed.
 * @throws Error where one could not be closed: the next sweep has to
 */
export async function closeConnections(
  ports: CloseLatePorts,
  type: ChatEvent['type'],
  rows: readonly Subscription[],
): Promise<void> {
  ports.logger.error('A delivery came too late', { type, recipients: rows.length });
  const atOnce = createSemaphore(POSTS_AT_ONCE);
  const closed = await Promise.all(
    rows.map(({ connectionId }) => closeWithRetry(ports, connectionId, atOnce)),
  );
  const left = closed.filter(({ kind }) => kind === 'unreachable').length;
  if (left > 0) throw new Error(`${left} of ${rows.length} connections could not be closed`);
}
