import { useDeferredValue, useMemo, useRef, useState } from 'react';
import {
  useConnection,
  useConversations,
  useGroupNames,
  useReadMark,
  useTimeline,
} from '../../client/react/index.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { Composer } from './composer.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { JoinGroup } from './join-group.tsx';
import { listLines } from './list-lines.ts';
import { matchRows } from './match-rows.ts';
import { TimelineList } from './timeline-list.tsx';
import { useIsLooking } from './use-is-looking.ts';

/** One conversation: what was said in it, and where to say something. */
export function Conversation({ conversation }: { readonly conversation: string }) {
  const { user } = useConnection();
  const timeline = useTimeline(conversation);
  const [search, setSearch] = useState('');
  const [isAtEnd, setIsAtEnd] = useState(true);
  const unreadAfter = useReadWhenOpened(conversation);
  const isLooking = useIsLooking();
  const newest = timeline.rows.findLast(({ status }) => status === 'sent');
  useReadMark(conversation, isLooking && isAtEnd && newest?.status === 'sent' ? newest.event.id : undefined);

  const wanted = useDeferredValue(search);
  const lines = useMemo(
    () => listLines(matchRows(timeline.rows, wanted), { user, unreadAfter, now: Date.now() }),
    [timeline.rows, wanted, user, unreadAfter],
  );
  const { kind, name } = nameConversation(conversation);
  const isOutside = !useGroupNames().includes(name) && kind === 'group';
  return (
    <main className="conversation">
      <ConversationHeader conversation={conversation} search={search} onSearch={setSearch} />
      <TimelineList
        lines={lines}
        label={`Messages of ${name}`}
        timeline={timeline}
        isSearching={wanted !== ''}
        onIsAtEnd={setIsAtEnd}
      />
      {isOutside ? <JoinGroup name={name} /> : <Composer conversation={conversation} send={timeline.send} />}
    </main>
  );
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
