import { Hash, MessagesSquare } from 'lucide-react';
import { memo } from 'react';
import type { ConversationSummary, LoggedFrame } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { serverNow } from '../text/clock.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { eventSentence } from '../text/event-sentence.ts';
import { shorten } from '../text/shorten.ts';
import { shortTimeOf } from '../text/times.ts';
import { Avatar } from './avatar.tsx';
import { addressOf } from './use-route.ts';

export interface ConversationLinkProps {
  readonly item: ConversationSummary;
  readonly isCurrent: boolean;
  /** Whether it is known what was said there. */
  readonly isLoaded: boolean;
}

/** A conversation in the list: its name, the newest that was said, and how much is unread. */
export const ConversationLink = memo(({ item, isCurrent, isLoaded }: ConversationLinkProps) => {
  const { conversation, last, unread } = item;
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  return (
    <a
      href={addressOf(conversation)}
      className={unread > 0 ? 'conversation-link is-unread' : 'conversation-link'}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {kind === 'whisper' ? (
        <Avatar name={name} />
      ) : (
        <span className="avatar is-plain" aria-hidden>
          {kind === 'group' ? <Hash size={18} /> : <MessagesSquare size={18} />}
        </span>
      )}
      <span className="name">{name}</span>
      {last && <time dateTime={last.ts}>{shortTimeOf(last.ts, serverNow())}</time>}
      <span className="last">
        <bdi>{last ? summaryOf(last, user) : isLoaded && 'Nothing said yet'}</bdi>
      </span>
      {unread > 0 && (
        <span className="badge">
          {unread >= 100 ? '99+' : unread}
          <span className="unseen"> unread</span>
        </span>
      )}
    </a>
  );
});

function summaryOf(event: LoggedFrame, user: string | undefined): string {
  if (event.type !== 'message') return eventSentence(event, user);
  const text = shorten(event.content, 120);
  if (event.conversation.startsWith('whisper:') && event.from !== user) return text;
  return `${event.from === user ? 'You' : event.from}: ${text}`;
}
