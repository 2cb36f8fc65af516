import { useCallback, useRef, useState } from 'react';
import { useConversations } from '../../client/react/index.ts';

/** What was new in a conversation when it was opened. */
export interface UnreadWhenOpened {
  /** The event up to which it had been read; undefined: nothing is marked as new. */
  readonly after: string | undefined;
  readonly count: number;
  /** Whether the first of what was new has been in sight: until then what is at the end isn't told as read. */
  readonly isSeen: boolean;
  readonly see: () => void;
  /** Takes the mark away: who has answered has read it. */
  readonly answer: () => void;
}

/** How far a conversation had been read when it was opened: the mark of what is new stays there while it is shown. */
export function useUnreadWhenOpened(conversation: string): UnreadWhenOpened {
  const { items, isLoaded } = useConversations();
  const [isSeen, setIsSeen] = useState(false);
  const [isAnswered, setIsAnswered] = useState(false);
  const first = useRef<{ upto: string | undefined; count: number } | undefined>(undefined);
  if (isLoaded && first.current === undefined) {
    const item = items.find((one) => one.conversation === conversation);
    const count = item?.unread ?? 0;
    first.current = { upto: count > 0 ? (item?.read_upto ?? '') : undefined, count };
  }
  const see = useCallback(() => setIsSeen(true), []);
  const answer = useCallback(() => setIsAnswered(true), []);
  const count = first.current?.count ?? 0;
  return {
    after: isAnswered ? undefined : first.current?.upto,
    count,
    isSeen: first.current !== undefined && (count === 0 || isSeen || isAnswered),
    see,
    answer,
  };
}
