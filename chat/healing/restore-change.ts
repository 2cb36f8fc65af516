import { type ChangeEvent, makeChange } from '../../protocol/events/changes.ts';
import { auditOf } from '../conversations/deletion-audit.ts';
import { findMessage } from '../conversations/open-message.ts';
import { findPairDays, recordPairDay, storeBetween } from '../conversations/pair-log.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { pairConversation } from '../ports/messages/messages.ts';
import type { UndeliveredEvent } from '../ports/messages/undelivered.ts';
import { mayStillStore } from './may-still-store.ts';

export type RestoreChangePorts = Pick<ChatPorts, 'log' | 'conversations' | 'pairDays' | 'clock' | 'logger'>;

/**
 * Stores the event of a change whose function died when it had changed the message.
 * @returns undefined where the message wasn't changed by it, or it is too late to tell it
 */
export async function restoreChange(
  ports: RestoreChangePorts,
  { id, conversation, amends }: Pick<UndeliveredEvent, 'id' | 'conversation' | 'amends'>,
): Promise<ChangeEvent | undefined> {
  if (!amends) return undefined;
  const found = await findMessage(ports, [amends.conversation], amends.id);
  if (found?.message.rev !== id) return undefined;
  if (!mayStillStore(ports, id)) {
    ports.logger.error('A change of a message could not be told in time', { id, of: amends.id });
    return undefined;
  }
  const { message } = found;
  const event = makeChange(message.isDeleted ? 'deleted' : 'edited', id, message, message.deletedBy);
  if (event.in !== 'whisper') await ports.log.append({ conversation, event, audit: auditOf(event) });
  else {
    const isShared = conversation === pairConversation(event.from, event.to);
    const visibility = isShared ? 'both' : 'author';
    const days = await findPairDays(ports, event.from, event.to);
    await storeBetween(ports, event, await recordPairDay(ports, event, days, visibility), visibility);
  }
  return event;
}
