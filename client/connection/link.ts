import type { AnswerFrame, Authenticated } from '../../protocol/frames/answers.ts';
import { ConnectionLost, isTokenRefused, type Loss, lacksToken, lossOfError, Unanswered } from '../errors.ts';
import type { RefusedToken, Settings } from '../options/options.ts';
import type { KnownFrame } from '../wire/frames.ts';
import { type Command, type Connection, type ConnectionListener, openConnection } from './connection.ts';
import type { Lifetime } from './lifetime.ts';
import { askToken, isJwt, noJwt } from './token.ts';

/** A connection that is signed in, and can be again. */
export interface Link {
  readonly connection: Connection;
  /** When the token ends, epoch milliseconds by the server's clock. */
  readonly expiresAt: number;
  /**
   * Signs in again with a fresh token, on the same socket. Asked twice at a time, it is done once.
   * @throws ConnectionLost also when it failed for good: the connection is ended then
   * @throws TokenUnavailable, ChatRequestError it may be tried again
   */
  refresh(): Promise<void>;
  /**
   * As `connection.request`, but when a fresh token is what it lacks, that is fetched first.
   * @throws as `connection.request`
   */
  ask(command: Command): Promise<AnswerFrame>;
}

export interface LinkListener extends ConnectionListener {
  /** As soon as there is a connection, so that it can be ended meanwhile. */
  onOpening(connection: Connection): void;
  onSignedIn(signedIn: Authenticated): void;
  /** Each time it has signed in again. */
  onRefreshed(signedIn: Authenticated): void;
}

/**
 * Asks for a token, opens a socket and signs in on it.
 * @param beginning lasts for as long as the token is wanted
 * @throws TokenUnavailable, ConnectionLost, ChatRequestError
 */
export async function openLink(
  settings: Settings,
  beginning: Pick<Lifetime, 'wait'>,
  listener: LinkListener,
): Promise<Link> {
  // First the token: a socket that waits unauthenticated is closed after a while.
  const token = await askToken(settings, beginning);
  const held: KnownFrame[] = [];
  let isHolding = true;
  const connection = openConnection(settings, token, {
    onLost: listener.onLost,
    // Whose events they are must be known before the first of them.
    onFrame: (frame) => (isHolding ? held.push(frame) : listener.onFrame(frame)),
  });
  listener.onOpening(connection);
  let signedIn = await connection.opened
    .then(() => authenticate(connection, settings, token))
    .catch((error) => {
      connection.end({ code: 'not_signed_in', reason: String(error), reconnect: 'later' });
      throw error;
    });
  isHolding = false;
  listener.onSignedIn(signedIn);
  for (const frame of held.splice(0)) listener.onFrame(frame);
  let refreshing: Promise<void> | undefined;

  async function signInAgain(): Promise<void> {
    const fresh = await askTokenOn(connection, settings);
    signedIn = await authenticate(connection, settings, fresh).catch((error) => {
      // The token is somebody else's now. A new socket can be theirs.
      if (error.code === 'conflict') endWith(connection, SOMEBODY_ELSE);
      throw error;
    });
    listener.onRefreshed(signedIn);
  }

  function refresh(): Promise<void> {
    refreshing ??= signInAgain().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  return {
    connection,
    get expiresAt() {
      return Date.parse(signedIn.expires_at);
    },
    refresh,
    async ask(command) {
      try {
        return await connection.request(command);
      } catch (error) {
        if (!lacksToken(error)) throw error;
      }
      await refresh().catch((error) => {
        if (error instanceof ConnectionLost) throw error;
        endWith(connection, { ...lossOfError(error), reconnect: 'later' });
      });
      return connection.request(command);
    },
  };
}

const SOMEBODY_ELSE: Loss = {
  code: 'conflict',
  reason: 'The token is another user’s now',
  reconnect: 'at once',
};

/** @throws ConnectionLost always */
function endWith(connection: Connection, loss: Loss): never {
  connection.end(loss);
  throw new ConnectionLost(loss);
}

/** Signs in; a token that is refused is replaced once. @throws ConnectionLost when that is refused as well */
async function authenticate(connection: Connection, settings: Settings, token: string) {
  try {
    return await present(connection, token);
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
    const fresh = await askTokenOn(connection, settings, { code: error.code as RefusedToken['code'] });
    // The provider gave the refused token again: asking once more changes nothing.
    const again = fresh === token ? Promise.reject<never>(error) : present(connection, fresh);
    return await again.catch((refusal) => {
      if (!isTokenRefused(refusal)) throw refusal;
      // Not a JWT, perhaps an error text of the app's server: try again later.
      if (!isJwt(fresh)) throw noJwt(fresh);
      return endWith(connection, { code: refusal.code, reason: refusal.message, reconnect: 'never' });
    });
  }
}

/** As `askToken`; if the app says that nobody is signed in, ends the connection at once. */
async function askTokenOn(connection: Connection, settings: Settings, refused?: RefusedToken) {
  try {
    return await askToken(settings, connection, refused);
  } catch (error) {
    if (error instanceof ConnectionLost) connection.end(error.loss);
    throw error;
  }
}

async function present(connection: Connection, token: string): Promise<Authenticated> {
  const answer = await connection.request({ type: 'authenticate', token: `Bearer ${token}` });
  if (answer.type !== 'authenticated') throw new Unanswered('No answer to authenticate');
  return answer;
}
