import { useSyncExternalStore } from 'react';
import { conversationList } from '../index.ts';
import { useChatClient } from './chat-context.ts';

/**
 * How many messages of others are unread: in a conversation, or, without one, in all. Each conversation counts up to 100. It is 0
 * until they are loaded; `useConversations` tells of that, and of what fails. Renders again only when that number changes.
 */
export function useUnread(conversation?: string): number {
  const list = conversationList(useChatClient());
  const count = () =>
    conversation === undefined
      ? list.unread
      : (list.items.find((item) => item.conversation === conversation)?.unread ?? 0);
  return useSyncExternalStore(list.onChange, count, count);
}
