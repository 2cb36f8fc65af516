import { notAuthenticated, tokenExpired } from '../../protocol/errors.ts';
import { AUTHENTICATE_WITHIN_MS, AUTHENTICATION_PATIENCE_MS } from '../../protocol/limits.ts';
import type { Connection, SignedIn } from '../ports/connections.ts';
import type { ChatPorts } from '../ports.ts';

export type SenderPorts = Pick<ChatPorts, 'connections' | 'senders' | 'clock'>;

const FIRST_LOOK_AGAIN_MS = 50;

/**
 * Who sent a frame over this connection: as the handshake's token says, or as this environment remembers, or
 * as the connection's record says. As frames of one connection are handled side by side, the `authenticate` that
 * was sent right before this one may still be under way; so the record is read again for up to a second.
 * @throws ChatError `not_authenticated`, `token_expired`
 */
export async function resolveSender(ports: SenderPorts, connection: Connection): Promise<SignedIn> {
  const { clock } = ports;
  const known = recallSender(ports, connection);
  if (known && known.tokenExpiresAt > clock.now()) return known;
  const giveUpAt = clock.now() + AUTHENTICATION_PATIENCE_MS;
  for (let pause = FIRST_LOOK_AGAIN_MS; ; pause *= 2) {
    const recorded = await readSender(ports, connection);
    if (recorded && recorded.tokenExpiresAt > clock.now()) return recorded;
    const left = giveUpAt - clock.now();
    if (left <= 0) throw (recorded ?? known) ? tokenExpired() : notAuthenticated();
    await clock.sleep(Math.min(pause, left));
  }
}

/** Whether the connection has been open too long without anybody having authenticated on it. */
export async function isOverdue(ports: SenderPorts, connection: Connection): Promise<boolean> {
  if (ports.clock.now() - connection.connectedAt <= AUTHENTICATE_WITHIN_MS) return false;
  return !recallSender(ports, connection) && !(await readSender(ports, connection));
}

/** What the handshake said, unless this environment knows of a refresh that still holds. */
function recallSender({ senders, clock }: SenderPorts, connection: Connection): SignedIn | undefined {
  const remembered = senders.recall(connection.connectionId);
  return remembered && remembered.tokenExpiresAt > clock.now() ? remembered : connection.signedIn;
}

async function readSender(
  { connections, senders }: SenderPorts,
  { connectionId }: Connection,
): Promise<SignedIn | undefined> {
  const signedIn = (await connections.get(connectionId))?.signedIn;
  if (signedIn) senders.remember(connectionId, signedIn);
  return signedIn;
}
