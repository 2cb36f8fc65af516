import { createContext, useContext } from 'react';
import type { ChatClient } from '../index.ts';

export const ChatContext = createContext<ChatClient | undefined>(undefined);

/**
 * The client of the nearest `ChatProvider`, for commands and questions.
 * @throws Error outside of one
 */
export function useChatClient(): ChatClient {
  const client = useContext(ChatContext);
  if (!client) throw new Error('There is no ChatProvider around this component');
  return client;
}
