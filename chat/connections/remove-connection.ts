import type { ChatPorts } from '../ports/chat-ports.ts';
import {
  groupChannel,
  LOBBY_CHANNEL,
  type Recipient,
  userChannel,
} from '../ports/connections/subscriptions.ts';
import { settleAll } from '../settle-all.ts';
import { hasConnection } from './has-connection.ts';
import { requestPresence } from './request-presence.ts';

export type RemoveConnectionPorts = Pick<
  ChatPorts,
  'connections' | 'subscriptions' | 'groups' | 'deliverRequests'
>;

/** A connection and whose it is. */
type OwnedConnection = Pick<Recipient, 'connectionId' | 'user'>;

/**
 * Removes all rows of a connection that is no more.
 * @param known the user, where the caller knows it: the record may be gone while subscriptions are left
 */
export async function removeConnection(
  ports: RemoveConnectionPorts,
  connectionId: string,
  known?: string,
): Promise<void> {
  const record = await ports.connections.remove(connectionId);
  const user = record?.signedIn?.user ?? record?.claimedBy ?? known;
  if (user !== undefined) await removeSubscriptions(ports, [{ connectionId, user }]);
}

/** Removes all rows of recipients that turned out to be gone, in batches. */
export async function removeGoneConnections(
  ports: RemoveConnectionPorts,
  gone: readonly Recipient[],
): Promise<void> {
  await settleAll([
    ports.connections.removeAll(gone.map(({ connectionId }) => connectionId)),
    // The rows that named them go by themselves, too: the memberships may have ended already.
    ports.subscriptions.removeAll(gone),
    removeSubscriptions(ports, gone),
  ]);
}

/** Takes connections out of the audience of every channel that their users hear. */
async function removeSubscriptions(
  ports: RemoveConnectionPorts,
  connections: readonly OwnedConnection[],
): Promise<void> {
  await ports.subscriptions.removeAll(
    connections.flatMap(({ connectionId, user }) =>
      [userChannel(user), LOBBY_CHANNEL].map((channel) => ({ channel, connectionId })),
    ),
  );
  // Only now the memberships. A join that is under way has either written its membership before this read, and
  // its subscription goes here; or it looks for the user's connections afterwards and no longer finds this one.
  const [inGroups] = await settleAll([
    settleAll(connections.map((connection) => findGroupSubscriptions(ports, connection))),
    noticeGone(ports, [...new Set(connections.map(({ user }) => user))]),
  ]);
  await ports.subscriptions.removeAll(inGroups.flat());
}

/** Has friends told of those who have no connection left. Behind the removal: of two that go at once one is the last. */
async function noticeGone(ports: RemoveConnectionPorts, users: readonly string[]): Promise<void> {
  const areThere = await settleAll(users.map((user) => hasConnection(ports.subscriptions, user)));
  await requestPresence(
    ports,
    users.filter((_, place) => !areThere[place]),
  );
}

async function findGroupSubscriptions(
  { groups }: RemoveConnectionPorts,
  { connectionId, user }: OwnedConnection,
) {
  const memberships = await groups.memberships(user);
  return memberships.map(({ groupId }) => ({ channel: groupChannel(groupId), connectionId }));
}
