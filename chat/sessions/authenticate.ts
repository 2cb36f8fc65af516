import type { CommandFields } from '../../protocol/commands.ts';
import { type ChatError, conflict, invalidToken, notAuthenticated } from '../../protocol/errors.ts';
import { renderAuthenticatedV1 } from '../../protocol/render-v1.ts';
import { answer } from '../delivery/answer.ts';
import { requestHandOver } from '../delivery/request-hand-over.ts';
import type { Connection } from '../ports/connections.ts';
import type { ChatPorts } from '../ports.ts';
import type { ReceivedFrame } from '../request.ts';
import { removeConnection, removeSubscriptions } from './remove-connection.ts';
import { findSender } from './sender.ts';
import { subscribeToGroups, subscribeToUserAndLobby } from './subscribe.ts';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Signs a connection in, or refreshes its expiry.
 * @throws ChatError `invalid_token`, `token_expired`, `conflict` when it belongs to somebody else
 */
export async function authenticate(
  ports: ChatPorts,
  { token }: CommandFields<'authenticate'>,
  { connection }: ReceivedFrame,
): Promise<void> {
  const jwt = BEARER.exec(token)?.[1];
  if (jwt === undefined) throw invalidToken();
  const { user, tokenExpiresAt, ...subject } = await ports.tokens.verify(jwt);
  const owner = await findSender(ports, connection);
  if (owner && owner.user !== user) throw alreadyAuthenticated(owner.user);
  if (!(await ports.users.bind(user, subject, ports.clock.now()))) throw invalidToken();

  const signedIn = { ...connection, signedIn: { user, tokenExpiresAt } };
  await subscribeToUserAndLobby(ports, signedIn);
  const [somethingWaits] = await Promise.all([ports.waiting.any(user), subscribeToGroups(ports, signedIn)]);
  // The record comes last: it lets the frames right behind this one pass, and their sender must hear them.
  if (!(await ports.connections.signIn(connection.connectionId, signedIn.signedIn))) {
    throw await withdraw(ports, connection, user);
  }
  ports.senders.remember(connection.connectionId, signedIn.signedIn);

  const reached = await answer(ports, connection.connectionId, renderAuthenticatedV1(user));
  // A $disconnect that ran meanwhile didn't know these rows: the answer's post tells whether anybody is there.
  if (reached.kind === 'gone') return removeConnection(ports, connection.connectionId, user);
  if (somethingWaits) await requestHandOver(ports, signedIn);
}

/** Two tokens at once on one connection and the other came first, or the connection has gone. */
async function withdraw(ports: ChatPorts, { connectionId }: Connection, user: string): Promise<ChatError> {
  const owner = (await ports.connections.get(connectionId))?.signedIn?.user;
  if (owner === user) return notAuthenticated();
  await removeSubscriptions(ports, [{ connectionId, user }]);
  return owner === undefined ? notAuthenticated() : alreadyAuthenticated(owner);
}

const alreadyAuthenticated = (user: string) => conflict(`Already authenticated: ${user}`);
