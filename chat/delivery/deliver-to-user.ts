import type { ChatEvent } from '../../protocol/events.ts';
import { renderEventV1 } from '../../protocol/render-v1.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { DELIVER_WITHIN_MS } from './deadlines.ts';
import { renderOnce } from './frames.ts';
import { type ReachPorts, startReaching } from './reach.ts';

/** Some of a user's connections. */
export interface UserConnections {
  readonly user: string;
  readonly recipients: readonly Subscription[];
}

/**
 * Posts an event to connections of one user, who has few.
 * @param deadline epoch milliseconds
 * @returns how many of them have it now
 */
export async function deliverToUser(
  ports: ReachPorts,
  event: ChatEvent,
  { user, recipients }: UserConnections,
  deadline = ports.clock.now() + DELIVER_WITHIN_MS,
): Promise<number> {
  const now = ports.clock.now();
  const reaching = startReaching(ports, {
    frameOf: renderOnce(() => renderEventV1(event, user)),
    deadline,
  });
  for (const recipient of recipients) if (hears(recipient, now)) reaching.start(recipient);
  return reaching.settle();
}

/** An expired token receives nothing until a fresh one comes (PROTOCOL.md, "Signing in"). */
export const hears = ({ tokenExpiresAt }: Pick<Subscription, 'tokenExpiresAt'>, now: number) =>
  tokenExpiresAt > now;
