import { messageNotFound } from '../../protocol/errors.ts';
import { isMessage, type MessageEvent } from '../../protocol/events/messages.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import { settleAll } from '../settle-all.ts';
import { openConversation } from './open-conversation.ts';
import { findVisible } from './select-visible.ts';

/** A message that somebody wants to act on. */
export interface OpenMessage {
  readonly message: MessageEvent;
  /** The log that it is in. */
  readonly log: string;
}

/**
 * A message, by the wire's name of its conversation. What others said may be hidden from the user by a block.
 * @throws ChatError `message_not_found`, `group_not_found`, `not_a_member`
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

/**
 * A message that somebody may see, whoever said it.
 * @throws ChatError as `openMessage`; `message_not_found` also where it was deleted, or a block hides it
 */
export async function openSeenMessage(
  ports: Pick<ChatPorts, 'groups' | 'log' | 'blocks'>,
  user: string,
  asked: { readonly conversation: string; readonly id: string },
): Promise<OpenMessage> {
  const found = await openMessage(ports, user, asked);
  await requireSeen(ports, user, found);
  return found;
}

/** @throws ChatError `message_not_found`: it was deleted, or a block hides it */
export async function requireSeen(
  ports: Pick<ChatPorts, 'blocks'>,
  user: string,
  { message }: OpenMessage,
): Promise<void> {
  const isVisible = await findVisible(ports, user, [message]);
  if (message.isDeleted || !isVisible(message)) throw messageNotFound(message.id);
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

const messageOf = (entry: LogEntry | undefined) =>
  entry && isMessage(entry.event) ? entry.event : undefined;
