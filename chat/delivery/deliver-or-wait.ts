import type { ChatEvent } from '../../protocol/events/events.ts';
import { type ContinuedHandOverPorts, goOnElsewhere } from './continue-hand-over.ts';
import { DELIVER_WITHIN_MS } from './deadlines.ts';
import { deliverToUser, hears, type UserConnections } from './deliver-to-user.ts';
import { handOverWaiting } from './hand-over.ts';
import { LEASE_MS } from './lease.ts';

/** However long the delivery took: who has signed in meanwhile is reached at once, or by the hand-over they asked for. */
const LOOK_BEHIND_MS = 2_000;

/**
 * Writes down that an event waits for a user, before anybody sees it. With somebody there the writer holds its
 * lease, as it is about to deliver it.
 * @returns whether it does
 */
export async function keepWaiting(
  ports: ContinuedHandOverPorts,
  event: ChatEvent,
  { user, recipients }: UserConnections,
): Promise<boolean> {
  const now = ports.clock.now();
  const isLeased = recipients.some((recipient) => hears(recipient, now));
  await ports.waiting.put(user, event, isLeased ? now + LEASE_MS : 0);
  return isLeased;
}

/**
 * Delivers an event that `keepWaiting` wrote down, or leaves it waiting.
 * @param connections.isLeased as `keepWaiting` returned
 */
export async function deliverOrWait(
  ports: ContinuedHandOverPorts,
  event: ChatEvent,
  connections: UserConnections & { readonly isLeased: boolean },
): Promise<void> {
  const { user, recipients, isLeased } = connections;
  const deadline = ports.clock.now() + DELIVER_WITHIN_MS;
  if (isLeased && (await deliverToUser(ports, event, connections, deadline)) > 0) {
    const isFollowed = await ports.waiting.remove(user, event.id);
    if (isFollowed) await goOnElsewhere(ports, user, await handOverWaiting(ports, user, { deadline }));
    return;
  }
  if (isLeased) await ports.waiting.release(user, event.id);
  // Nobody was there, but whoever signed in since may have looked for what waits too early, or found this event
  // leased. Only a look behind the write, and behind the release, sees them.
  const tried = isLeased ? recipients : [];
  const handedOver = await handOverWaiting(ports, user, {
    deadline: Math.max(deadline, ports.clock.now() + LOOK_BEHIND_MS),
    tried,
  });
  await goOnElsewhere(ports, user, handedOver);
}
