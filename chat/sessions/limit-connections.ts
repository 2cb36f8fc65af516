import { readConnectionsOf } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Limits } from '../ports/settings.ts';

export type LimitConnectionsPorts = Pick<ChatPorts, 'subscriptions' | 'deliverRequests'> & {
  readonly limits: Pick<Limits, 'connectionsPerUser'>;
};

/**
 * Has connections of a user closed who has one too many, by another function: this one is holding a
 * handshake. Comes behind the subscription, so that of two connections opened at once one sees both.
 */
export async function limitConnections(
  { subscriptions, deliverRequests, limits }: LimitConnectionsPorts,
  user: string,
): Promise<void> {
  const connections = await readConnectionsOf(subscriptions, user, { consistent: true });
  if (connections.length <= limits.connectionsPerUser) return;
  await deliverRequests.send({ type: 'limit_connections', user });
}
