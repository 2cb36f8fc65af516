import { readBearer } from '../../protocol/bearer.ts';
import type { CommandFields } from '../../protocol/commands.ts';
import { type ChatError, conflict, invalidToken, notAuthenticated } from '../../protocol/errors.ts';
import { renderAuthenticatedV1 } from '../../protocol/render-v1.ts';
import { renderAnswerV2 } from '../../protocol/render-v2.ts';
import { removeConnection } from '../connections/remove-connection.ts';
import {
  makeSubscription,
  type SignedInConnection,
  subscribeToUserAndLobby,
} from '../connections/subscribe.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection } from '../ports/connections/connections.ts';
import { userChannel } from '../ports/connections/subscriptions.ts';
import { tell } from '../posting/answer.ts';
import { closeUser } from '../posting/close-user.ts';
import { spend } from '../rates/allowances.ts';
import type { ReceivedFrame } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { makeDrain, noteDrain } from '../waiting/request-drain.ts';
import { bindName } from './bind-name.ts';
import { finishSubscribing } from './connect.ts';

/**
 * Signs a connection in, or refreshes its expiry.
 * @throws ChatError `invalid_token`, `token_expired`, `conflict` when it belongs to somebody else, `erased`, `banned`, `rate_limited`
 */
export async function authenticate(
  ports: ChatPorts,
  { token }: CommandFields<'authenticate'>,
  { connection }: ReceivedFrame,
  ref?: string,
): Promise<void> {
  const jwt = readBearer(token);
  if (jwt === undefined) throw invalidToken('scheme');
  const { user, tokenExpiresAt, isAdmin, ...subject } = await ports.tokens.verify(jwt);
  await settleAll([bindName(ports, user, subject), spend(ports, 'signIns', user)]);
  // The claim comes first: of two tokens at once one wins before either has subscribed, and a $disconnect that runs
  // meanwhile knows whose rows to remove.
  if (!(await ports.connections.claim(connection.connectionId, user)))
    throw await describeOwner(ports, connection);

  const signedIn = { ...connection, signedIn: { user, tokenExpiresAt, ...(isAdmin && { isAdmin }) } };
  await subscribeToUserAndLobby(ports, signedIn);
  const { connectionId } = connection;
  const somethingWaits = await finishSubscribing(ports, signedIn, (reason) =>
    closeRefused(ports, signedIn, reason),
  );
  const drain = makeDrain(ports, { user, connectionId });
  const [isSignedIn] = await settleAll([
    // The expiry comes last: it lets the frames right behind this one pass, and their sender must hear them.
    ports.connections.signIn(connection.connectionId, signedIn.signedIn),
    // Before the answer, behind which the function may die, and the drain behind it: what waits comes second.
    somethingWaits && noteDrain(ports, drain),
  ]);
  if (!isSignedIn) {
    await removeConnection(ports, connection.connectionId, user);
    throw notAuthenticated();
  }
  ports.senders.set(connection.connectionId, signedIn.signedIn);

  const reached = await tell(ports, connection.connectionId, renderAuthenticated(signedIn, ref));
  // A $disconnect that ran meanwhile didn't know these rows: the answer's post tells whether anybody is there.
  if (reached.kind === 'gone') return removeConnection(ports, connection.connectionId, user);
  if (somethingWaits) await ports.deliverRequests.send(drain);
}

/**
 * Who was signed in before could go on by that. Closed before its rows go: until then they are how whoever bans or erases finds it.
 */
async function closeRefused(
  ports: ChatPorts,
  connection: SignedInConnection,
  reason: ChatError,
): Promise<void> {
  const { user } = connection.signedIn;
  const row = makeSubscription(connection, userChannel(user));
  if (await closeUser(ports, [row], reason)) await removeConnection(ports, connection.connectionId, user);
}

function renderAuthenticated({ protocol, signedIn }: SignedInConnection, ref: string | undefined): string {
  const { user, tokenExpiresAt, isAdmin: admin } = signedIn;
  if (protocol === 'v1') return renderAuthenticatedV1(user);
  const expires_at = new Date(tokenExpiresAt).toISOString();
  return renderAnswerV2({ type: 'authenticated', user, expires_at, ...(admin && { admin }) }, ref);
}

/** Why a claim failed: the connection is somebody else's, or has gone. */
async function describeOwner(ports: ChatPorts, { connectionId }: Connection): Promise<ChatError> {
  const record = await ports.connections.get(connectionId);
  const owner = record?.signedIn?.user ?? record?.claimedBy;
  return owner === undefined ? notAuthenticated() : conflict(`Already authenticated: ${owner}`);
}
