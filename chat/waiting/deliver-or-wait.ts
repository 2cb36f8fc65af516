import type { PairEvent } from '../../protocol/events/events.ts';
import { deliverToUser, type UserConnections } from '../delivery/deliver-to-user.ts';
import type { Recipient } from '../ports/subscriptions.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { hasValidToken } from '../rules/valid-token.ts';
import { type ContinuedDrainPorts, continueElsewhere } from './continue-drain.ts';
import { drainWaiting } from './drain-waiting.ts';
import { LEASE_MS } from './lease.ts';

/** However long the delivery took: who has signed in meanwhile is reached at once, or by the drain they asked for. */
const LOOK_BEHIND_MS = 2_000;

/**
 * Writes down that an event waits for a user, before anybody sees it. With somebody there the writer holds its
 * lease, as it is about to deliver it.
 * @returns whether it does
 */
export async function keepWaiting(
  ports: ContinuedDrainPorts,
  event: PairEvent,
  { user, recipients }: UserConnections,
): Promise<boolean> {
  const now = ports.clock.now();
  const isLeased = recipients.some((recipient) => hasValidToken(recipient, now));
  await ports.waiting.put(user, event, isLeased ? now + LEASE_MS : 0);
  return isLeased;
}

/**
 * Delivers an event that `keepWaiting` wrote down, or leaves it waiting.
 * @param connections.isLeased as `keepWaiting` returned
 */
export async function deliverOrWait(
  ports: ContinuedDrainPorts,
  event: PairEvent,
  connections: UserConnections & { readonly isLeased: boolean },
): Promise<void> {
  const { user, recipients, isLeased } = connections;
  const deadline = ports.clock.now() + DELIVER_WITHIN_MS;
  if (isLeased && (await deliverToUser(ports, event, connections, deadline)) > 0) {
    const isFollowed = await ports.waiting.remove(user, event.id);
    if (isFollowed) await continueElsewhere(ports, user, await drainWaiting(ports, user, { deadline }));
    return;
  }
  if (isLeased) await ports.waiting.release(user, event.id);
  await lookBehind(ports, user, { deadline, tried: isLeased ? recipients : [] });
}

/**
 * Nobody was there, or could be reached: but whoever signed in since may have looked for what waits too early, or found it
 * leased. Only a look behind the write, and behind a release, sees them.
 * @param deadline epoch milliseconds; a little longer, if it has passed
 */
export async function lookBehind(
  ports: ContinuedDrainPorts,
  user: string,
  { deadline, tried }: { deadline: number; tried: readonly Recipient[] },
): Promise<void> {
  const drained = await drainWaiting(ports, user, {
    deadline: Math.max(deadline, ports.clock.now() + LOOK_BEHIND_MS),
    tried,
  });
  await continueElsewhere(ports, user, drained);
}
