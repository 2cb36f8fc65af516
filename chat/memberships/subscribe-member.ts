import { heardBy } from '../connections/subscribe.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, type Subscription } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import { settleAll } from '../settle-all.ts';

export type SubscribeMemberPorts = Pick<ChatPorts, 'subscriptions' | 'groups' | 'invitations'>;

/** Takes away by what somebody was invited to a group, behind the membership: who invites meanwhile looks for one, and ends theirs. */
export const takeInvitations = async (
  ports: Pick<ChatPorts, 'invitations'>,
  { user, group, version }: Membership,
): Promise<void> => {
  await ports.invitations.end(user, group, { by: version });
};

/**
 * Subscribes the connections that a member has. Comes after the membership: a connection that isn't found here yet reads
 * its memberships later, and finds this one.
 */
export async function subscribeMember(ports: SubscribeMemberPorts, membership: Membership): Promise<void> {
  const { user, group, groupId, version } = membership;
  const channel = groupChannel(groupId);
  const found = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await settleAll([subscribeAll(ports, membership, found), takeInvitations(ports, membership)]);
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

/** Subscribes connections by a membership. */
export async function subscribeAll(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  membership: Membership,
  connections: readonly Subscription[],
): Promise<void> {
  const channel = groupChannel(membership.groupId);
  const by = heardBy(membership);
  await subscriptions.put(connections.map((connection) => ({ ...connection, channel, ...by })));
}

/**
 * Does what is written beside the event of a joining, and is missing where its function died between the two. Where the
 * membership has ended since, takes back what was subscribed by it.
 */
export async function finishJoining(ports: SubscribeMemberPorts, membership: Membership): Promise<void> {
  const { user, group, version } = membership;
  const current = await ports.groups.membership(user, group, { consistent: true });
  if (current?.version === version) return subscribeMember(ports, membership);
  const connections = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await unsubscribe(ports, membership, connections);
}

/** Takes back what was subscribed by a membership. */
export async function unsubscribe(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { groupId, version }: Membership,
  connections: readonly Subscription[],
): Promise<void> {
  const channel = groupChannel(groupId);
  await settleAll(
    connections.map(({ connectionId }) => subscriptions.removeVersion({ channel, connectionId }, version)),
  );
}
