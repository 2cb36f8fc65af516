import { notAllowed } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { CommandRequest } from '../request.ts';

/**
 * Whether the token by which this very connection was signed in last says that its user is an admin. The record alone knows that:
 * a handshake's context stays as it was, and other environments remember for a while what an earlier token said. 1 RRU.
 */
export async function isAdmin(
  { connections }: Pick<ChatPorts, 'connections'>,
  { user, connection }: Pick<CommandRequest, 'user' | 'connection'>,
): Promise<boolean> {
  const record = await connections.get(connection.connectionId);
  return record?.signedIn?.user === user && record.signedIn.isAdmin === true;
}

/** @throws ChatError `not_allowed` @param act the command's type */
export async function requireAdmin(
  ports: Pick<ChatPorts, 'connections'>,
  request: Pick<CommandRequest, 'user' | 'connection'>,
  act: string,
): Promise<void> {
  if (!(await isAdmin(ports, request))) throw notAllowed(act, 'for admins');
}
