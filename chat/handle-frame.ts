import { ChatError, internal, notAuthenticated } from '../protocol/errors.ts';
import { type JsonObject, parseJson } from '../protocol/json.ts';
import { findRef, parseCommandType, parseEcho, parseFields, parseRef } from '../protocol/parse.ts';
import { renderClosingV2 } from '../protocol/render-v2.ts';
import { runCommand } from './dispatch/run-command.ts';
import type { ChatPorts } from './ports/chat-ports.ts';
import type { Connection } from './ports/connections/connections.ts';
import { TOKEN_REFUSED, TOKEN_UNCHECKED } from './ports/connections/tokens.ts';
import { answerWithError, tell } from './posting/answer.ts';
import { connectionRateKey, keepCommandRate, userRateKey, weighFrame } from './rates/command-rate.ts';
import type { ReceivedFrame } from './request.ts';
import { authenticate } from './sessions/authenticate.ts';
import { admit, closeFlooding, Flooding } from './sessions/refuse.ts';
import { isOverdue, knownUser, resolveSender } from './sessions/sender.ts';

/**
 * Does what a frame asks for, or answers why not. Resolves when everybody whom it concerns has been told: the
 * environment may be frozen right after. Throws nothing.
 */
export async function handleFrame(ports: ChatPorts, frame: ReceivedFrame): Promise<void> {
  if (ports.closed.get(frame.connection.connectionId)) return;
  const body = parseJson(frame.text);
  try {
    await dispatch(ports, frame, body);
  } catch (error) {
    if (error instanceof Flooding) return closeFlooding(ports, frame.connection);
    const told = error instanceof ChatError ? error : internal(error);
    const { connectionId } = frame.connection;
    if (told.code === 'internal') ports.logger.error('A command failed', { connectionId, cause: told.cause });
    if (isAboutToken(told))
      ports.logger.warn(told.isRetryable ? TOKEN_UNCHECKED : TOKEN_REFUSED, {
        connectionId,
        check: told.cause,
      });
    await answerWithError(ports, frame.connection, told, findRef(body));
  }
}

/** Finds out who sends it, whether they may now, and what it is. */
async function dispatch(
  ports: ChatPorts,
  frame: ReceivedFrame,
  parsed: JsonObject | undefined,
): Promise<void> {
  const { connection, id, receivedAt } = frame;
  if (await isOverdue(ports, connection)) return closeOverdue(ports, connection);
  const known = knownUser(ports, connection);
  const whose = known === undefined ? connectionRateKey(connection.connectionId) : userRateKey(known);
  const weight = weighFrame(frame.text);
  await admit(ports, whose, () => keepCommandRate(ports, whose, weight));
  const { type, body } = parseCommandType(parsed, connection.protocol);
  const ref = connection.protocol === 'v1' ? undefined : parseRef(body);
  const isEchoed = connection.protocol === 'v1' || parseEcho(body, ref);
  if (type === 'authenticate')
    return authenticate(ports, parseFields(type, body, connection.protocol), frame, ref);
  const signedIn = await admit(ports, whose, () => resolveSender(ports, connection));
  if (known === undefined) {
    // By user, whatever the connection: a new one is no fresh start.
    const ofUser = userRateKey(signedIn.user);
    await admit(ports, ofUser, () => keepCommandRate(ports, ofUser, weight));
  }
  const request = {
    user: signedIn.user,
    id,
    receivedAt,
    frameWeight: weight,
    paid: new Map(),
    ...(ref !== undefined && { ref }),
    isEchoed,
    connection: { ...connection, signedIn },
  };
  const fields = parseFields(type, body, connection.protocol);
  await runCommand(ports, { type, fields, ref }, request);
}

/** It has the name of a check. A frame behind a token that has ended has none: those come by the dozen. */
const isAboutToken = ({ cause }: ChatError) => typeof cause === 'string';

async function closeOverdue(ports: ChatPorts, { connectionId, protocol }: Connection): Promise<void> {
  if (protocol === 'v2') await tell(ports, connectionId, renderClosingV2(notAuthenticated(), true));
  await ports.posts.close(connectionId);
}
