import type { ChatEvent } from '../../protocol/events/events.ts';
import { renderEvent } from '../../protocol/render.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { type Render, renderOnce } from '../posting/frames.ts';
import { type ReachPorts, startReaching } from '../posting/reach.ts';
import { hasValidToken } from '../rules/valid-token.ts';

/** Some of a user's connections. */
export interface UserConnections {
  readonly user: string;
  readonly recipients: readonly Subscription[];
}

/**
 * Posts an event to connections of one user, who has few.
 * @param deadline as of `deliverFrame`
 * @returns how many of them have it now
 */
export async function deliverToUser(
  ports: ReachPorts,
  event: ChatEvent,
  { user, recipients }: UserConnections,
  deadline?: number,
): Promise<number> {
  return deliverFrame(ports, (protocol) => renderEvent(protocol, event, user), recipients, deadline);
}

/**
 * Posts the frames of something to a few connections.
 * @param deadline epoch milliseconds; by default what a delivery may take
 * @returns how many of them have it now
 */
export async function deliverFrame(
  ports: ReachPorts,
  render: Render,
  recipients: readonly Subscription[],
  deadline = ports.clock.now() + DELIVER_WITHIN_MS,
): Promise<number> {
  const now = ports.clock.now();
  const reaching = startReaching(ports, { frameOf: renderOnce(render), deadline });
  for (const recipient of recipients) if (hasValidToken(recipient, now)) reaching.start(recipient);
  return reaching.settle();
}
