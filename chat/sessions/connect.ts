import { ChatError, invalidToken } from '../../protocol/errors.ts';
import { type RemoveConnectionPorts, removeConnection } from '../connections/remove-connection.ts';
import {
  type SignedInConnection,
  subscribeToGroups,
  subscribeToUserAndLobby,
} from '../connections/subscribe.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection } from '../ports/connections.ts';
import type { Limits } from '../ports/settings.ts';
import type { Subject } from '../ports/users.ts';
import { spend } from '../rates/allowances.ts';
import type { BucketPorts } from '../rates/bucket.ts';
import { requireNotBanned } from '../rules/banned.ts';
import { settleAll } from '../settle-all.ts';
import { requestDrain } from '../waiting/request-drain.ts';
import { type LimitConnectionsPorts, limitConnections } from './limit-connections.ts';

/** What the log says of a token whose name belongs to another subject. */
export const NAME_TAKEN = 'the name belongs to another subject';

export type ConnectPorts = LimitConnectionsPorts &
  BucketPorts &
  Pick<ChatPorts, 'connections' | 'groups' | 'users' | 'waiting' | 'undelivered'> & {
    readonly limits: Pick<Limits, 'signInsPerHour'>;
  };

/** Opens a connection that has yet to authenticate: all it may do. */
export function connectUnauthenticated(ports: ConnectPorts, connection: Connection): Promise<void> {
  return ports.connections.put(connection);
}

/**
 * Opens a connection whose handshake carried a verified token. What waits for the user is handed over by another
 * invocation: a post from inside $connect is answered 410.
 * @throws ChatError `invalid_token` when the user's name belongs to another subject; `banned`; `rate_limited`
 */
export async function connectSignedIn(
  ports: ConnectPorts,
  connection: SignedInConnection,
  subject: Subject,
): Promise<void> {
  const { user } = connection.signedIn;
  // Before anything is written: a refusal must cost less than what it refuses.
  const [{ isOwn, bannedUntil }] = await settleAll([
    ports.users.bind(user, subject, ports.clock.now()),
    spend(ports, 'signIns', user),
  ]);
  if (!isOwn) throw invalidToken(NAME_TAKEN);
  requireNotBanned(bannedUntil, ports.clock.now());
  await settleAll([ports.connections.put(connection), subscribeToUserAndLobby(ports, connection)]);
  // Behind the subscription: a whisper that found nobody has been written by now and is seen here, or looks
  // again and finds this connection.
  const { connectionId } = connection;
  const [somethingWaits] = await removeIfBanned(ports, { user, connectionId }, () =>
    settleAll([
      ports.waiting.any(user),
      subscribeToGroups(ports, connection),
      limitConnections(ports, user, connectionId),
    ]),
  );
  if (somethingWaits) await requestDrain(ports, { user, connectionId });
}

/** Of a sign-in that a ban has come before nothing is left. */
export async function removeIfBanned<T>(
  ports: RemoveConnectionPorts,
  { user, connectionId }: { readonly user: string; readonly connectionId: string },
  signIn: () => Promise<T>,
): Promise<T> {
  try {
    return await signIn();
  } catch (error) {
    if (error instanceof ChatError && error.code === 'banned')
      await removeConnection(ports, connectionId, user);
    throw error;
  }
}
