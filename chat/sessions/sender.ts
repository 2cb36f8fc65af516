import { notAuthenticated, tokenExpired } from '../../protocol/errors.ts';
import { AUTHENTICATE_WITHIN_MS, AUTHENTICATION_PATIENCE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection, SignedIn } from '../ports/connections/connections.ts';

export type SenderPorts = Pick<ChatPorts, 'connections' | 'senders' | 'clock'>;

const FIRST_LOOK_AGAIN_MS = 50;

/**
 * Who sent a frame over this connection: as the handshake's token says, or as this environment remembers, or
 * as the connection's record says. As frames of one connection are handled side by side, the `authenticate` that
 * was sent right before this one may still be under way, or not even begun; so one frame waits up to a second for it.
 * One alone: who never signs in must not keep functions running.
 * @throws ChatError `not_authenticated`, `token_expired`
 */
export async function resolveSender(ports: SenderPorts, connection: Connection): Promise<SignedIn> {
  const { clock } = ports;
  const known = recallSender(ports, connection);
  if (isValid(known, clock.now())) return known;
  const record = await readRecord(ports, connection);
  const mayWait = record && !record.isWaiting && !isValid(record.signedIn, clock.now());
  const isAwaited = mayWait && (await ports.connections.awaitSignIn(connection.connectionId));
  const found = isAwaited ? await lookAgain(ports, connection) : record?.signedIn;
  if (isValid(found, clock.now())) return found;
  throw (found ?? known) ? tokenExpired() : notAuthenticated();
}

/** Reads the record again until somebody has signed in, or it takes too long. */
async function lookAgain(ports: SenderPorts, connection: Connection): Promise<SignedIn | undefined> {
  const { clock } = ports;
  const giveUpAt = clock.now() + AUTHENTICATION_PATIENCE_MS;
  for (let pause = FIRST_LOOK_AGAIN_MS; ; pause *= 2) {
    await clock.sleep(Math.min(pause, giveUpAt - clock.now()));
    const found = (await readRecord(ports, connection))?.signedIn;
    if (isValid(found, clock.now()) || clock.now() >= giveUpAt) return found;
  }
}

/** Whether the connection has been open too long without anybody having authenticated on it. */
export async function isOverdue(ports: SenderPorts, connection: Connection): Promise<boolean> {
  if (ports.clock.now() - connection.connectedAt <= AUTHENTICATE_WITHIN_MS) return false;
  return !recallSender(ports, connection) && !(await readRecord(ports, connection))?.signedIn;
}

/** The user whose frame it is, as far as that is known without a read; undefined when a token has yet to come. */
export function knownUser(ports: SenderPorts, connection: Connection): string | undefined {
  const known = recallSender(ports, connection);
  return isValid(known, ports.clock.now()) ? known.user : undefined;
}

/** What the handshake said, unless this environment knows of a refresh that still holds. */
function recallSender({ senders, clock }: SenderPorts, connection: Connection): SignedIn | undefined {
  const remembered = senders.get(connection.connectionId);
  return isValid(remembered, clock.now()) ? remembered : connection.signedIn;
}

async function readRecord(
  { connections, senders }: SenderPorts,
  { connectionId }: Connection,
): Promise<Connection | undefined> {
  const record = await connections.get(connectionId);
  if (record?.signedIn) senders.set(connectionId, record.signedIn);
  return record;
}

const isValid = (signedIn: SignedIn | undefined, now: number): signedIn is SignedIn =>
  signedIn !== undefined && signedIn.tokenExpiresAt > now;
