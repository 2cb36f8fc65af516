import { invalidToken } from '../../protocol/errors.ts';
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
 * @throws ChatError `invalid_token` when the user's name belongs to another subject; `rate_limited`
 */
export async function connectSignedIn(
  ports: ConnectPorts,
  connection: SignedInConnection,
  subject: Subject,
): Promise<void> {
  const { user } = connection.signedIn;
  // Before anything is written: a refusal must cost less than what it refuses.
  const [isBound] = await settleAll([
    ports.users.bind(user, subject, ports.clock.now()),
    spend(ports, 'signIns', user),
  ]);
  if (!isBound) throw invalidToken(NAME_TAKEN);
  await settleAll([ports.connections.put(connection), subscribeToUserAndLobby(ports, connection)]);
  // Behind the subscription: a whisper that found nobody has been written by now and is seen here, or looks
  // again and finds this connection.
  const [somethingWaits] = await settleAll([
    ports.waiting.any(user),
    subscribeToGroups(ports, connection),
    limitConnections(ports, user, connection.connectionId),
  ]);
  if (somethingWaits) await requestDrain(ports, { user, connectionId: connection.connectionId });
}
