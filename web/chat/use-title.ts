import { useEffect } from 'react';
import { useConnection, useFriends, useInvitations, useUnread } from '../../client/react/index.ts';
import { useSentenceText } from '../naming/use-called.ts';
import { titleOf } from '../text/conversation-name.ts';

/**
 * The tab's title: which conversation is open, and how much waits for an answer, unread messages, friend requests and invitations.
 * @param current undefined: none is
 */
export function useTitle(current: string | undefined): void {
  const { user } = useConnection();
  const title = useSentenceText(current === undefined ? [] : titleOf(current, user));
  const count = useUnread() + useFriends().incoming.length + useInvitations().items.length;
  useEffect(() => {
    const name = title === '' ? '' : `${title} – `;
    document.title = `${count === 0 ? '' : `(${count}) `}${name}Chat`;
    return () => {
      document.title = 'Chat';
    };
  }, [count, title]);
}
