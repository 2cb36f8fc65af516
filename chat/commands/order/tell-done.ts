import { renderDoneV1 } from '../../../protocol/render-v1.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverFrame } from '../../delivery/deliver-to-user.ts';
import type { ReachPorts } from '../../posting/reach.ts';

/** Tells a user's connections of v1, which get no `ack`, what the user has done to another. */
export async function tellDone(ports: ReachPorts, user: string, what: string, target: string): Promise<void> {
  // Consistent: who has only just connected and gives a command must see its answer.
  const recipients = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await deliverFrame(
    ports,
    (protocol) => (protocol === 'v1' ? renderDoneV1(what, target) : undefined),
    recipients,
  );
}
