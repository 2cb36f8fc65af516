import { readConnectionsOf } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Membership } from '../ports/groups.ts';
import { groupChannel, type Subscription } from '../ports/subscriptions.ts';
import { settleAll } from '../settle-all.ts';

export type SubscribeMemberPorts = Pick<ChatPorts, 'subscriptions' | 'groups'>;

/**
 * Subscribes the connections that a member has. Comes after the membership: a connection that isn't found here yet reads
 * its memberships later, and finds this one.
 */
export async function subscribeMember(ports: SubscribeMemberPorts, membership: Membership): Promise<void> {
  const { user, group, groupId, version } = membership;
  const channel = groupChannel(groupId);
  const found = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await ports.subscriptions.put(found.map((connection) => ({ ...connection, channel, version })));
  const [left, current] = await Promise.all([
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    ports.groups.membership(user, group, { consistent: true }),
  ]);
  // One that disconnected in between has taken its rows away, but may have read its memberships before this
  // one was written: then nobody but us knows of the row just put.
  const isLeft = new Set(left.map(({ connectionId }) => connectionId));
  const gone = found.filter(({ connectionId }) => !isLeft.has(connectionId));
  await ports.subscriptions.removeAll(gone.map(({ connectionId }) => ({ channel, connectionId })));
  if (current?.version === version) return;
  // A leave that ran in between looked for these rows before they were there.
  await unsubscribe(ports, membership, found);
}

/** Takes back what was subscribed by a membership. */
async function unsubscribe(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { groupId, version }: Membership,
  connections: readonly Subscription[],
): Promise<void> {
  const channel = groupChannel(groupId);
  await settleAll(
    connections.map(({ connectionId }) => subscriptions.removeVersion({ channel, connectionId }, version)),
  );
}
