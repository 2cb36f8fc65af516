import type { MessageLog } from '../../chat/ports/messages.ts';
import type { ChatEvent } from '../../protocol/events.ts';

export interface LoggedEvent {
  readonly event: ChatEvent;
  readonly hiddenFrom?: string;
}

export interface MemoryMessageLog extends MessageLog {
  /** A conversation's events, oldest first. */
  entriesOf(conversation: string): LoggedEvent[];
}

export function createMemoryMessageLog(): MemoryMessageLog {
  const conversations = new Map<string, Map<string, LoggedEvent>>();
  return {
    async append({ conversation, ...entry }) {
      const entries = conversations.get(conversation) ?? new Map<string, LoggedEvent>();
      conversations.set(conversation, entries.set(entry.event.id, entry));
    },

    entriesOf(conversation) {
      const entries = [...(conversations.get(conversation)?.values() ?? [])];
      return entries.sort((one, other) => (one.event.id < other.event.id ? -1 : 1));
    },
  };
}
