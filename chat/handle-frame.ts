import { ChatError, internal, notAuthenticated } from '../protocol/errors.ts';
import { findRef, parseFields, parseFrame, parseRef } from '../protocol/parse.ts';
import { renderClosingV2 } from '../protocol/render-v2.ts';
import { runCommand } from './commands/run-command.ts';
import { answerWithError, tell } from './delivery/answer.ts';
import type { Connection } from './ports/connections.ts';
import type { ChatPorts } from './ports.ts';
import type { ReceivedFrame } from './request.ts';
import { authenticate } from './sessions/authenticate.ts';
import { keepCommandRate } from './sessions/command-rate.ts';
import { isOverdue, resolveSender } from './sessions/sender.ts';

/**
 * Does what a frame asks for, or answers why not. Resolves when everybody whom it concerns has been told: the
 * environment may be frozen right after. Throws nothing.
 */
export async function handleFrame(ports: ChatPorts, frame: ReceivedFrame): Promise<void> {
  try {
    await obey(ports, frame);
  } catch (error) {
    const told = error instanceof ChatError ? error : internal(error);
    const { connectionId } = frame.connection;
    if (told.code === 'internal') ports.faults.error('A command failed', { connectionId, cause: told.cause });
    if (isRefusedToken(told)) ports.faults.warn('A token was refused', { connectionId, check: told.cause });
    await answerWithError(ports, frame.connection, told, findRef(frame.text));
  }
}

async function obey(ports: ChatPorts, frame: ReceivedFrame): Promise<void> {
  const { connection, id, receivedAt } = frame;
  if (await isOverdue(ports, connection)) return closeOverdue(ports, connection);
  await keepCommandRate(ports, connection.connectionId);
  const { type, body } = parseFrame(frame.text, connection.protocol);
  const ref = connection.protocol === 'v1' ? undefined : parseRef(body);
  if (type === 'authenticate') return authenticate(ports, parseFields(type, body), frame, ref);
  const signedIn = await resolveSender(ports, connection);
  const request = { user: signedIn.user, id, receivedAt, connection: { ...connection, signedIn } };
  await runCommand(ports, { type, fields: parseFields(type, body), ref }, request);
}

/** It has the name of a check. A frame behind a token that has ended has none: those come by the dozen. */
const isRefusedToken = ({ cause }: ChatError) => typeof cause === 'string';

async function closeOverdue(ports: ChatPorts, { connectionId, protocol }: Connection): Promise<void> {
  if (protocol === 'v2') await tell(ports, connectionId, renderClosingV2(notAuthenticated(), true));
  await ports.posts.close(connectionId);
}
