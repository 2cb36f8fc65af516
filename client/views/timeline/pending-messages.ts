import type { ChatClient } from '../../chat-client.ts';
import type { PendingCommand } from '../../requests/pending-command.ts';
import { conversationOf, isMessageCommand, type MessageCommand } from '../../wire/message-command.ts';
import type { Timeline } from './timelines.ts';

/** A message that is not acknowledged yet. */
export type PendingMessage = PendingCommand & { readonly command: MessageCommand };

/**
 * One's own messages in a conversation that are not among its events yet, in their order: to be shown behind these, and
 * each once, whichever comes first, the event or its acknowledgement.
 */
export function pendingMessages(
  { pending, timeline }: Pick<ChatClient, 'pending' | 'timeline'>,
  conversation: string,
): PendingMessage[] {
  const mine = pending.filter(
    (one): one is PendingMessage =>
      isMessageCommand(one.command) && conversationOf(one.command) === conversation,
  );
  return withoutArrived(mine, timeline(conversation));
}

/** Those messages that are not among a timeline's events. */
export function withoutArrived<Message extends { readonly ref: string }>(
  messages: readonly Message[],
  { events }: Pick<Timeline, 'events'>,
): Message[] {
  const left = new Map(messages.map((one) => [one.ref, one]));
  // Mostly there are none, and of events many.
  if (left.size > 0)
    for (const event of events) if (event.type === 'message' && event.sent_ref) left.delete(event.sent_ref);
  return [...left.values()];
}
