import { useEffect } from 'react';
import { wantedCount } from '../../client/index.ts';
import { useConnection, useConversations, useFriends, useInvitations } from '../../client/react/index.ts';
import { useSentenceText } from '../naming/use-called.ts';
import { titleOf } from '../text/conversation-name.ts';

/**
 * The tab's title: which conversation is open, and how much waits for an answer: unread messages of which one
 * wants to be told, friend requests and invitations.
 * @param current undefined: none is
 */
export function useTitle(current: string | undefined): void {
  const { user } = useConnection();
  const title = useSentenceText(current === undefined ? [] : titleOf(current, user));
  const { items } = useConversations();
  const wanted = items.reduce((sum, item) => sum + wantedCount(item), 0);
  const count = wanted + useFriends().incoming.length + useInvitations().items.length;
  useEffect(() => {
    const name = title === '' ? '' : `${title} – `;
    document.title = `${count === 0 ? '' : `(${count}) `}${name}Chat`;
    return () => {
      document.title = 'Chat';
    };
  }, [count, title]);
}
