import { useEffect } from 'react';
import { readMarks } from '../index.ts';
import { useChatClient } from './chat-context.ts';

/**
 * Marks a conversation as read up to an event, as soon as that is another one.
 * @param upto the newest event that has been looked at; undefined: nothing has
 */
export function useReadMark(conversation: string, upto: string | undefined): void {
  const client = useChatClient();
  useEffect(() => {
    if (upto !== undefined) readMarks(client).mark(conversation, upto);
  }, [client, conversation, upto]);
}
