import type { ChatEvent } from '../../protocol/events.ts';
import { deliverToUser, hears, type UserConnections } from './deliver-to-user.ts';
import { type HandOverPorts, handOverWaiting } from './hand-over.ts';
import { LEASE_MS } from './lease.ts';

/**
 * Writes down that an event waits for a user, before anybody sees it. With somebody there the writer holds its
 * lease, as it is about to deliver it.
 */
export async function keepWaiting(
  ports: HandOverPorts,
  event: ChatEvent,
  { user, recipients }: UserConnections,
): Promise<void> {
  const now = ports.clock.now();
  const isThere = recipients.some((recipient) => hears(recipient, now));
  await ports.waiting.put(user, event, isThere ? now + LEASE_MS : 0);
}

/** Delivers an event that `keepWaiting` wrote down, or leaves it waiting. */
export async function deliverOrWait(
  ports: HandOverPorts,
  event: ChatEvent,
  connections: UserConnections,
): Promise<void> {
  const { user, recipients } = connections;
  const posted = await deliverToUser(ports, event, connections);
  if (posted > 0) return ports.waiting.remove(user, event.id);
  if (recipients.length > 0) await ports.waiting.release(user, event.id);
  // Nobody was there, but whoever signed in since may have looked for what waits too early, or found this event
  // leased. Only a look behind the write, and behind the release, sees them.
  await handOverWaiting(ports, user);
}
