import type { ChatEvent } from '../../protocol/events/events.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverToUser } from '../delivery/deliver-to-user.ts';
import type { ReachPorts } from '../posting/reach.ts';

/** Tells all connections that a user has now; whoever is away is not told later. */
export async function notifyUser(ports: ReachPorts, user: string, event: ChatEvent): Promise<void> {
  // Consistent: who has only just connected and gives a command must see its answer.
  const recipients = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await deliverToUser(ports, event, { user, recipients });
}
