import type { ChatClient } from '../chat-client.ts';
import type { ChatCommand, PendingCommand } from '../requests/pending-command.ts';

/** A command that says something. */
export type MessageCommand = Extract<ChatCommand, { readonly content: string }>;

/** A message that is not acknowledged yet. */
export type PendingMessage = PendingCommand & { readonly command: MessageCommand };

/** The conversation in which a message is said: `lobby`, `group:devs` or `whisper:user2`. */
export function conversationOf(command: MessageCommand): string {
  switch (command.type) {
    case 'lobby':
      return 'lobby';
    case 'group':
      return `group:${command.group_name}`;
    case 'whisper':
      return `whisper:${command.target}`;
  }
}

/**
 * One's own messages in a conversation that are not among its events yet, in their order: to be shown behind these, and
 * each once, whichever comes first, the event or its acknowledgement.
 */
export function pendingMessages(
  { pending, timeline }: Pick<ChatClient, 'pending' | 'timeline'>,
  conversation: string,
): PendingMessage[] {
  const arrived = new Set(
    timeline(conversation).events.map((event) => event.type === 'message' && event.sent_ref),
  );
  return pending.filter(
    (one): one is PendingMessage =>
      'content' in one.command && conversationOf(one.command) === conversation && !arrived.has(one.ref),
  );
}
