import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection, SignedIn } from '../ports/connections/connections.ts';
import {
  groupChannel,
  LOBBY_CHANNEL,
  type Subscription,
  userChannel,
} from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import { settleAll } from '../settle-all.ts';

export type SubscribePorts = Pick<ChatPorts, 'subscriptions' | 'groups'>;

/** A connection whose user is known. */
export type SignedInConnection = Connection & { readonly signedIn: SignedIn };

/** What a subscription keeps of the membership that it is by. */
export const heardBy = ({ version, from }: Pick<Membership, 'version' | 'from'>) => ({
  version,
  ...(from !== undefined && { from }),
});

/** The connection's place in the audience of a channel. */
export function makeSubscription(
  { connectionId, connectedAt, protocol, signedIn }: SignedInConnection,
  channel: string,
  membership?: Pick<Membership, 'version' | 'from'>,
): Subscription {
  const { user, tokenExpiresAt } = signedIn;
  return {
    channel,
    connectionId,
    connectedAt,
    protocol,
    user,
    tokenExpiresAt,
    ...(membership && heardBy(membership)),
  };
}

/**
 * Subscribes to what every signed-in connection hears. Comes before the memberships are read: from here on a
 * join finds this connection by `user:<self>`.
 */
export function subscribeToUserAndLobby(
  ports: SubscribePorts,
  connection: SignedInConnection,
): Promise<void> {
  return ports.subscriptions.put([
    makeSubscription(connection, userChannel(connection.signedIn.user)),
    makeSubscription(connection, LOBBY_CHANNEL),
  ]);
}

/**
 * Subscribes to the groups of the user, and reads the memberships again until they are what was subscribed to:
 * a leave that looked for this connection before it was subscribed could not take the subscription back.
 */
export async function subscribeToGroups(
  ports: SubscribePorts,
  connection: SignedInConnection,
): Promise<void> {
  let subscribed: readonly Membership[] = [];
  for (;;) {
    const current = await ports.groups.memberships(connection.signedIn.user);
    const added = current.filter((membership) => !includes(subscribed, membership));
    const ended = subscribed.filter((membership) => !includes(current, membership));
    if (added.length === 0 && ended.length === 0) return;
    await settleAll([
      ports.subscriptions.put(
        added.map((membership) => makeSubscription(connection, groupChannel(membership.groupId), membership)),
      ),
      ...ended.map(({ groupId, version }) =>
        ports.subscriptions.removeVersion(
          { channel: groupChannel(groupId), connectionId: connection.connectionId },
          version,
        ),
      ),
    ]);
    subscribed = current;
  }
}

function includes(memberships: readonly Membership[], { groupId, version }: Membership): boolean {
  return memberships.some((other) => other.groupId === groupId && other.version === version);
}
