import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Row } from '../../client/index.ts';
import { useConnection, useConversations, useReadMark, useTimeline } from '../../client/react/index.ts';
import { titleOf } from '../text/conversation-name.ts';
import { ConversationFooter } from './conversation-footer.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { listLines } from './list-lines.ts';
import { matchRows } from './match-rows.ts';
import { type InSight, TimelineList } from './timeline-list.tsx';
import { useIsLooking } from './use-is-looking.ts';
import { useToday } from './use-today.ts';

export interface ConversationProps {
  readonly conversation: string;
  /** Who is signed in, by their name at the issuer. */
  readonly user: string;
}

/** One conversation: what was said in it, and where to say something. */
export function Conversation({ conversation, user: owner }: ConversationProps) {
  const { user } = useConnection();
  const timeline = useTimeline(conversation);
  const [search, setSearch] = useState('');
  const [isAtEnd, setIsAtEnd] = useState(true);
  const today = useToday();
  const [firsts] = useState(() => new Set<string>());
  const unreadAfter = useReadWhenOpened(conversation);
  const isLooking = useIsLooking();
  const wanted = useDeferredValue(search);
  const newest = useMemo(() => findNewestOfOthers(timeline.rows, user), [timeline.rows, user]);
  // What a search shows is not the end of the conversation.
  useReadMark(conversation, isLooking && isAtEnd && wanted === '' ? newest : undefined);

  const lines = useMemo(
    () => listLines(matchRows(timeline.rows, wanted), { user, unreadAfter, firsts, now: today }),
    [timeline.rows, wanted, user, unreadAfter, firsts, today],
  );
  const look = (inSight: InSight) => {
    setIsAtEnd(inSight.isAtEnd);
    const [first] = lines;
    // What is older comes before it: its author's name would go, and it would be lower.
    if (first && inSight.isAtStart && !inSight.isAtEnd) firsts.add(first.key);
  };
  return (
    <main className="conversation">
      <ConversationHeader conversation={conversation} search={search} onSearch={setSearch} />
      <TimelineList
        lines={lines}
        label={`Messages of ${titleOf(conversation, user)}`}
        timeline={timeline}
        isSearching={wanted !== ''}
        onLook={look}
      />
      <ConversationFooter conversation={conversation} user={owner} send={timeline.send} />
    </main>
  );
}

/** The id of the newest message that can be unread: one's own never are. */
function findNewestOfOthers(rows: readonly Row[], user: string | undefined): string | undefined {
  const row = rows.findLast(
    (one) => one.status === 'sent' && one.event.type === 'message' && one.event.from !== user,
  );
  return row?.status === 'sent' ? row.event.id : undefined;
}

/** How far the conversation had been read when it was opened: the mark of what is new stays there while it is shown. */
function useReadWhenOpened(conversation: string): string | undefined {
  const { items, isLoaded } = useConversations();
  const first = useRef<{ upto: string | undefined } | undefined>(undefined);
  if (isLoaded && first.current === undefined) {
    const item = items.find((one) => one.conversation === conversation);
    first.current = { upto: item && item.unread > 0 ? (item.read_upto ?? '') : undefined };
  }
  return first.current?.upto;
}
