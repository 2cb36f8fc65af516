import { groupChannel, LOBBY_CHANNEL, userChannel } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';

export type RemoveConnectionPorts = Pick<ChatPorts, 'connections' | 'subscriptions' | 'groups'>;

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
  const user = record?.signedIn?.user ?? known;
  if (user !== undefined) await removeSubscriptions(ports, connectionId, user);
}

/** Takes a connection out of the audience of every channel that its user hears. */
export async function removeSubscriptions(
  ports: RemoveConnectionPorts,
  connectionId: string,
  user: string,
): Promise<void> {
  await Promise.all([
    ports.subscriptions.remove(userChannel(user), connectionId),
    ports.subscriptions.remove(LOBBY_CHANNEL, connectionId),
  ]);
  // Only now the memberships. A join that is under way has either written its membership before this read, and
  // its subscription goes here; or it looks for the user's connections afterwards and no longer finds this one.
  const memberships = await ports.groups.memberships(user);
  await Promise.all(
    memberships.map(({ groupId }) => ports.subscriptions.remove(groupChannel(groupId), connectionId)),
  );
}
