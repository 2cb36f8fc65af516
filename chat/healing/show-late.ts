import { isChange, showEdit } from '../../protocol/events/changes.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import { findMessage } from '../conversations/open-message.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { logsOfPair } from '../ports/messages/messages.ts';

/**
 * An event as it is to be told by now: an edit with what its message says, a message as it stands.
 * @param conversation the log that it is in
 * @returns undefined where nothing is to be told any more: of what was deleted, and where another change tells it
 */
export async function showLate(
  ports: Pick<ChatPorts, 'log'>,
  conversation: string,
  event: ChatEvent,
): Promise<ChatEvent | undefined> {
  if (event.type === 'deleted') return event;
  if (isChange(event)) {
    // A block may have come between the two logs that it and its message are in.
    const logs = event.in === 'whisper' ? logsOfPair(event.from, event.to) : [conversation];
    return showEdit(event, (await findMessage(ports, logs, event.of))?.message);
  }
  return 'isDeleted' in event && event.isDeleted ? undefined : event;
}
