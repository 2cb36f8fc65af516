import type { Protocol } from '../../protocol/negotiate.ts';

/** One of the rows of `user1` in Connections: a connection that hears `user:user1`, and whose token never expires. */
export const subscriptionRow = (connectionId: string, connectedAt: number, protocol: Protocol = 'v1') => ({
  pk: 'user:user1',
  sk: connectionId,
  user: 'user1',
  protocol,
  connectedAt,
  tokenExpiresAt: Number.MAX_SAFE_INTEGER,
  expiresAt: Number.MAX_SAFE_INTEGER,
});
