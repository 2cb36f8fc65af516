import { messageNotFound } from '../../protocol/errors.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import type { MessageEvent } from '../../protocol/events/messages.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages.ts';
import { settleAll } from '../settle-all.ts';
import { openConversation } from './open-conversation.ts';

/** A message that somebody wants to act on. */
export interface OpenMessage {
  readonly message: MessageEvent;
  /** The log that it is in. */
  readonly log: string;
}

/**
 * One's own message, by the wire's name of its conversation.
 * @throws ChatError `message_not_found`, `group_not_found`, `not_a_member`; the first also for what others said, and one may not
 * see
 */
export async function openMessage(
  ports: Pick<ChatPorts, 'groups' | 'log'>,
  user: string,
  { conversation, id }: { readonly conversation: string; readonly id: string },
): Promise<OpenMessage> {
  const { logs, from = '' } = await openConversation(ports, user, conversation);
  const found = await findMessage(ports, logs, id);
  // Of who joined behind it, be it by leaving and coming back, it isn't any more.
  if (!found || id < from) throw messageNotFound(id);
  return found;
}

/** A message in one of some logs. @param read as of `MessageLog.find` */
export async function findMessage(
  { log }: Pick<ChatPorts, 'log'>,
  logs: readonly string[],
  id: string,
  read?: { readonly consistent: boolean },
): Promise<OpenMessage | undefined> {
  const entries = await settleAll(logs.map((name) => log.find(name, id, read)));
  return entries
    .map((entry, place) => ({ message: messageOf(entry), log: logs[place] ?? '' }))
    .find((found): found is OpenMessage => found.message !== undefined);
}

const isMessage = (event: ChatEvent): event is MessageEvent =>
  event.type === 'lobby' || event.type === 'group' || event.type === 'whisper';

const messageOf = (entry: LogEntry | undefined) =>
  entry && isMessage(entry.event) ? entry.event : undefined;
