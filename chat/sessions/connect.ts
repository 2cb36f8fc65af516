import { ChatError, type ErrorCode } from '../../protocol/errors.ts';
import { removeConnection } from '../connections/remove-connection.ts';
import {
  type SignedInConnection,
  subscribeToGroups,
  subscribeToUserAndLobby,
} from '../connections/subscribe.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection } from '../ports/connections/connections.ts';
import type { Subject } from '../ports/people/users.ts';
import type { Limits } from '../ports/settings.ts';
import { spend } from '../rates/allowances.ts';
import type { BucketPorts } from '../rates/bucket.ts';
import { settleAll } from '../settle-all.ts';
import { requestDrain } from '../waiting/request-drain.ts';
import { bindName } from './bind-name.ts';
import { type LimitConnectionsPorts, limitConnections } from './limit-connections.ts';

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
 * @throws ChatError `invalid_token` when the user's name belongs to another subject; `erased`, `banned`, `rate_limited`
 */
export async function connectSignedIn(
  ports: ConnectPorts,
  connection: SignedInConnection,
  subject: Subject,
): Promise<void> {
  const { user } = connection.signedIn;
  // Before anything is written: a refusal must cost less than what it refuses.
  await settleAll([bindName(ports, user, subject), spend(ports, 'signIns', user)]);
  await settleAll([ports.connections.put(connection), subscribeToUserAndLobby(ports, connection)]);
  const { connectionId } = connection;
  const somethingWaits = await finishSubscribing(ports, connection, () =>
    removeConnection(ports, connectionId, user),
  );
  if (somethingWaits) await requestDrain(ports, { user, connectionId });
}

const REFUSALS: readonly ErrorCode[] = ['banned', 'erased'];

/**
 * What a sign-in does behind the subscription to the user's channel: a whisper that found nobody has been written by now and is seen
 * here, or looks again and finds this connection; and of a ban, or an erasure, and a sign-in one sees the other.
 * @param takeBack takes back what was written where one of these came first
 * @returns whether something waits for the user
 * @throws ChatError `banned`, `erased`
 */
export async function finishSubscribing(
  ports: ConnectPorts,
  connection: SignedInConnection,
  takeBack: (reason: ChatError) => Promise<unknown>,
): Promise<boolean> {
  const { connectionId, signedIn } = connection;
  try {
    const [somethingWaits] = await settleAll([
      ports.waiting.any(signedIn.user),
      subscribeToGroups(ports, connection),
      limitConnections(ports, signedIn.user, connectionId),
    ]);
    return somethingWaits;
  } catch (error) {
    if (error instanceof ChatError && REFUSALS.includes(error.code)) await takeBack(error);
    throw error;
  }
}
