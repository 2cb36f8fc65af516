import { useSyncExternalStore } from 'react';
import { type ConversationSummary, conversationList } from '../index.ts';
import { useChatClient } from './chat-context.ts';

export interface Conversations {
  /** The one with the newest event first. */
  readonly items: readonly ConversationSummary[];
  /** Whether all of them have been fetched. */
  readonly isLoaded: boolean;
  /** Why they could not be fetched the last time; the next connection tries again. */
  readonly error: unknown;
  /** Tries it now. */
  retry(): void;
}

/** The user's conversations, each with its newest event and what is unread. */
export function useConversations(): Conversations {
  const list = conversationList(useChatClient());
  const items = useSyncExternalStore(
    list.onChange,
    () => list.items,
    () => list.items,
  );
  const { isLoaded, error, retry } = list;
  return { items, isLoaded, error, retry };
}
