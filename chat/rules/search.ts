import { notAllowed } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';

/** @throws ChatError `not_allowed` where the operator lets nobody search @param act the command's type */
export function requireSearch({ directoryScope }: Pick<ChatPorts, 'directoryScope'>, act: string): void {
  if (directoryScope === 'off') throw notAllowed(act, 'the operator lets nobody search');
}
