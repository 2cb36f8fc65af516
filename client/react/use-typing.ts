import { useCallback } from 'react';
import { typingUsers } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** Who is writing a message, and how to say that oneself is. */
export interface Typing {
  /** Others, by name. */
  readonly users: readonly string[];
  /** To be called for each key: it is said once in 4 s at most. */
  say(): void;
}

const NOBODY: readonly string[] = [];

/** Who is typing in a conversation. */
export function useTyping(conversation: string): Typing {
  const client = useChatClient();
  const users = useView(typingUsers(client)).get(conversation) ?? NOBODY;
  const say = useCallback(() => void client.typing(conversation), [client, conversation]);
  return { users, say };
}
