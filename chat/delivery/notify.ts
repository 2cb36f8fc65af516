import type { ChatEvent } from '../../protocol/events.ts';
import { renderEventV1 } from '../../protocol/render-v1.ts';
import { readConnectionsOf } from './audience.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { deliverOrWait, keepWaiting } from './deliver-or-wait.ts';
import type { HandOverPorts } from './hand-over.ts';

/** Tells all connections that a user has now; whoever is away is not told later. */
export async function notifyUser(ports: DeliveryPorts, user: string, event: ChatEvent): Promise<void> {
  // Consistent: who has only just connected and gives a command must see its answer.
  const recipients = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await deliver(ports, [recipients], { render: () => renderEventV1(event, user) });
}

/** Tells a user now, or when the user next signs in. */
export async function notifyUserSurely(ports: HandOverPorts, user: string, event: ChatEvent): Promise<void> {
  const recipients = await readConnectionsOf(ports.subscriptions, user);
  await keepWaiting(ports, event, { user, recipients });
  await deliverOrWait(ports, event, { user, recipients });
}
