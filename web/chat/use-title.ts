import { useEffect } from 'react';
import { useUnread } from '../../client/react/index.ts';

/** The tab's title, with how much is unread. */
export function useTitle(): void {
  const unread = useUnread();
  useEffect(() => {
    document.title = unread === 0 ? 'Chat' : `(${unread}) Chat`;
    return () => {
      document.title = 'Chat';
    };
  }, [unread]);
}
