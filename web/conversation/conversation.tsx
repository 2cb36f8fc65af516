import { useMemo, useState } from 'react';
import type { MessageFrame, Row } from '../../client/index.ts';
import { useConnection, useConversations, useReadMark, useTimeline } from '../../client/react/index.ts';
import { PersonCard, ReactionPicker, ReportDialog } from '../lazy-popups.tsx';
import { FoundContext } from '../lines/found-context.ts';
import { listLines } from '../lines/list-lines.ts';
import { matchRows } from '../lines/match-rows.ts';
import { useToday } from '../lines/use-today.ts';
import { type MessageActions, MessageActionsContext } from '../menus/message-actions.ts';
import { useQuickEmoji } from '../menus/use-quick-emoji.ts';
import { useSentenceText } from '../naming/use-called.ts';
import { titleOf } from '../text/conversation-name.ts';
import { type InSight, TimelineList } from '../timeline/timeline-list.tsx';
import { useUnreadWhenOpened } from '../timeline/use-unread-when-opened.ts';
import { ConversationFooter } from './conversation-footer.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { useEditing } from './use-editing.ts';
import { useIsLooking } from './use-is-looking.ts';
import { useLeading } from './use-leading.ts';
import { useReplying } from './use-replying.ts';
import { useSearch } from './use-search.ts';

export interface ConversationProps {
  readonly conversation: string;
  /** Who is signed in, by their name at the issuer. */
  readonly user: string;
}

/** One conversation: what was said in it, and where to say something. */
export function Conversation({ conversation, user: owner }: ConversationProps) {
  const { user } = useConnection();
  const title = useSentenceText(titleOf(conversation, user));
  const timeline = useTimeline(conversation);
  const editing = useEditing(timeline);
  const replying = useReplying(timeline.rows);
  const [reacted, setReacted] = useState<MessageFrame>();
  const [isReacting, setIsReacting] = useState(false);
  const [reported, setReported] = useState<MessageFrame>();
  const [isReporting, setIsReporting] = useState(false);
  const [met, setMet] = useState('');
  const [isMeeting, setIsMeeting] = useState(false);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const quick = useQuickEmoji(owner);
  const today = useToday();
  const [firsts] = useState(() => new Set<string>());
  const { search, wanted, found, times, setSearch, showNewest } = useSearch(conversation, timeline.rows);
  const { led, show } = useLeading(timeline.rows.length > 0, setSearch);
  const unread = useUnreadWhenOpened(conversation);
  const peerReadUpto =
    useConversations().items.find((item) => item.conversation === conversation)?.peer_read_upto ?? undefined;
  const isLooking = useIsLooking();
  const newest = useMemo(() => findNewestOfOthers(timeline.rows, user), [timeline.rows, user]);
  // What a search shows is not the end of the conversation; and what is new above it has not been seen by being at the end.
  useReadMark(conversation, isLooking && isAtEnd && wanted === '' && unread.isSeen ? newest : undefined);

  const lines = useMemo(
    () =>
      listLines(matchRows(timeline.rows, wanted), {
        user,
        unreadAfter: wanted === '' ? unread.after : undefined,
        peerReadUpto: wanted === '' ? peerReadUpto : undefined,
        isComplete: timeline.isComplete,
        firsts,
        now: today,
      }),
    [timeline.rows, timeline.isComplete, wanted, user, unread.after, peerReadUpto, firsts, today],
  );
  const look = (inSight: InSight) => {
    setIsAtEnd(inSight.isAtEnd);
    const [first] = lines;
    // What is older comes before it: its author's name would go, and it would be lower.
    if (first && wanted === '' && inSight.isAtStart && !inSight.isAtEnd) firsts.add(first.key);
  };
  const send = (content: string) => {
    unread.answer();
    const { message } = replying;
    replying.end();
    return timeline.send(content, { reply_to: message?.id });
  };
  const { end: endEditing } = editing;
  const { begin: beginReply } = replying;
  const actions = useMemo<MessageActions>(
    () => ({
      ...editing.actions,
      answered: replying.message?.id,
      reply(message) {
        endEditing();
        beginReply(message);
      },
      quick,
      react(message) {
        setReacted(message);
        setIsReacting(true);
      },
      report(message) {
        setReported(message);
        setIsReporting(true);
      },
      meet(name) {
        setMet(name);
        setIsMeeting(true);
      },
      led,
      show,
    }),
    [editing.actions, endEditing, replying.message?.id, beginReply, quick, led, show],
  );
  return (
    <main className="conversation">
      {/* Another one when a search has led somewhere: its field is closed. */}
      <ConversationHeader
        key={times}
        conversation={conversation}
        search={search}
        onSearch={setSearch}
        onGo={showNewest}
        onShow={show}
      />
      <FoundContext value={found}>
        <MessageActionsContext value={actions}>
          {/* Another one for other lines: what it knows of their heights is by their places. */}
          <TimelineList
            key={wanted}
            conversation={conversation}
            user={user}
            lines={lines}
            label={`Messages of ${title}`}
            timeline={timeline}
            isSearching={wanted !== ''}
            unread={unread}
            led={led}
            onLook={look}
          />
        </MessageActionsContext>
      </FoundContext>
      {met !== '' && <PersonCard name={met} isOpen={isMeeting} onOpenChange={setIsMeeting} />}
      {reported && <ReportDialog message={reported} isOpen={isReporting} onOpenChange={setIsReporting} />}
      {reacted && <ReactionPicker message={reacted} isOpen={isReacting} onOpenChange={setIsReacting} />}
      <ConversationFooter
        conversation={conversation}
        user={owner}
        send={send}
        editLast={editing.editLast}
        edited={editing.message}
        save={editing.save}
        onEditEnd={editing.end}
        answered={replying.message}
        onReplyEnd={replying.end}
      />
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
