import { deliverToUser, type UserConnections } from '../delivery/deliver-to-user.ts';
import type { AddressedEvent } from '../ports/messages/messages.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import type { ContinuedDrainPorts } from './continue-drain.ts';
import { lookBehind } from './look-behind.ts';

/**
 * Delivers an event that is known to be undelivered to who was there when it was stored. What then reaches nobody waits.
 * (Unlike what is leased while it waits, it is in nobody's way meanwhile: who signs in just then may hear what is newer first.)
 */
export async function deliverElseWait(
  ports: ContinuedDrainPorts,
  event: AddressedEvent,
  connections: UserConnections,
): Promise<void> {
  const { user, recipients } = connections;
  const deadline = ports.clock.now() + DELIVER_WITHIN_MS;
  if ((await deliverToUser(ports, event, connections, deadline)) > 0) return;
  await ports.waiting.put(user, event, 0);
  await lookBehind(ports, user, { deadline, tried: recipients });
}
