import { ChatError, internal } from '../protocol/errors.ts';
import { parseFields, parseFrame } from '../protocol/parse.ts';
import { renderErrorV1 } from '../protocol/render-v1.ts';
import type { CommandHandler } from './commands/command.ts';
import { commandHandlers, type SenderCommandType } from './commands/registry.ts';
import { answer } from './delivery/answer.ts';
import type { ChatPorts } from './ports.ts';
import type { ReceivedFrame } from './request.ts';
import { authenticate } from './sessions/authenticate.ts';
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
    await answer(ports, connectionId, renderErrorV1(told));
  }
}

async function obey(ports: ChatPorts, frame: ReceivedFrame): Promise<void> {
  const { connection, id, receivedAt } = frame;
  if (await isOverdue(ports, connection)) {
    await ports.posts.close(connection.connectionId);
    return;
  }
  const { type, body } = parseFrame(frame.text);
  if (type === 'authenticate') return authenticate(ports, parseFields(type, body), frame);
  const signedIn = await resolveSender(ports, connection);
  const request = { user: signedIn.user, id, receivedAt, connection: { ...connection, signedIn } };
  await run(ports, type, body, request);
}

function run<T extends SenderCommandType>(
  ports: ChatPorts,
  type: T,
  body: Parameters<typeof parseFields>[1],
  request: Parameters<CommandHandler<T>>[2],
): Promise<void> {
  const handler: CommandHandler<T> = commandHandlers[type];
  return handler(ports, parseFields(type, body), request);
}
