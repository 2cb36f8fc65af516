import { AtSign, BellOff, MailPlus, TriangleAlert, UserPlus } from 'lucide-react';
import { memo } from 'react';
import { type ConversationSummary, peerIn, wantedCount } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { addressOf } from '../chat/use-route.ts';
import { ConversationIcon } from '../elements/conversation-icon.tsx';
import { PresenceDot } from '../elements/presence-dot.tsx';
import { WaitingMark } from '../elements/waiting-mark.tsx';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { serverNow } from '../text/clock.ts';
import { titleOf } from '../text/conversation-name.ts';
import { plainBeginning } from '../text/plain-text.ts';
import { previewOf, sayingOf } from '../text/preview-of.ts';
import { shortTimeOf } from '../text/times.ts';

export interface ConversationLinkProps {
  readonly item: ConversationSummary;
  readonly isCurrent: boolean;
  /** Whether it is known what was said there. */
  readonly isLoaded: boolean;
  /** Whether it is a group that one isn't in. */
  readonly isOutside: boolean;
  /** A friend request between the two of a whisper that waits for an answer; undefined: that isn't known. */
  readonly request: 'incoming' | 'outgoing' | 'none' | undefined;
  /** Whether the other of a whisper has invited one to a group, and waits for an answer. */
  readonly isInvited: boolean;
  /** What one has written there and isn't sent yet. */
  readonly waiting: string | undefined;
  /** What one has written there and could not be sent. */
  readonly failed: string | undefined;
  /** What one has begun to write there. */
  readonly draft: string;
}

/** A conversation in the list: its name, the newest that was said, and what is to be done about it. */
export const ConversationLink = memo((props: ConversationLinkProps) => {
  const { item, isCurrent, request, isInvited, failed } = props;
  const { conversation, last, mentions, level } = item;
  const { user } = useConnection();
  const wanted = wantedCount(item);
  const isMuted = level === 'none';
  const peer = peerIn(conversation);
  const isAsked = request === 'incoming';
  return (
    <a
      href={addressOf(conversation)}
      className={[
        'conversation-link',
        ...(wanted > 0 || isAsked || isInvited ? ['is-unread'] : []),
        ...(isMuted ? ['is-muted'] : []),
      ].join(' ')}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <ConversationIcon conversation={conversation} />
      <span className="line">
        <span className="name">
          <SentenceLine of={titleOf(conversation, user)} />
          {peer !== undefined && <PresenceDot name={peer} />}
          {isMuted && (
            <span className="muted" title="Muted">
              <BellOff size={14} aria-hidden />
              <span className="unseen"> muted</span>
            </span>
          )}
        </span>
        {last && <time dateTime={last.ts}>{shortTimeOf(last.ts, serverNow())}</time>}
      </span>
      <span className="line">
        <Preview {...props} user={user} />
        {failed !== undefined && (
          <span className="badge is-failed" title="Not sent">
            <TriangleAlert size={14} aria-hidden />
            <span className="unseen"> not sent</span>
          </span>
        )}
        {isAsked && (
          <span className="badge" title="Asks to be friends">
            <UserPlus size={14} aria-hidden />
            <span className="unseen"> friend request</span>
          </span>
        )}
        {isInvited && (
          <span className="badge" title="Invites you to a group">
            <MailPlus size={14} aria-hidden />
            <span className="unseen"> invitation</span>
          </span>
        )}
        {mentions > 0 && !isMuted && (
          <span className="badge" title="Mentions you">
            <AtSign size={14} aria-hidden />
            <span className="unseen"> mentions you</span>
          </span>
        )}
        {wanted > 0 && level === undefined && (
          <span className="badge">
            {wanted >= 100 ? '99+' : wanted}
            <span className="unseen"> unread</span>
          </span>
        )}
      </span>
    </a>
  );
});

function Preview(props: ConversationLinkProps & { readonly user: string | undefined }) {
  const { item, isCurrent, isLoaded, isOutside, request, waiting, failed, draft, user } = props;
  const { conversation, last } = item;
  if (waiting !== undefined) {
    return (
      <span className="last">
        <WaitingMark />
        <bdi>
          <SentenceLine of={sayingOf(conversation, user, waiting, user)} />
        </bdi>
      </span>
    );
  }
  if (draft.trim() !== '' && !isCurrent && wantedCount(item) === 0) {
    return (
      <span className="last">
        <span className="is-draft">Draft:</span> <bdi>{plainBeginning(draft, 120)}</bdi>
      </span>
    );
  }
  if (isOutside) return <span className="last">You are not in this group</span>;
  if (!last && failed !== undefined) {
    return (
      <span className="last">
        <bdi>
          <SentenceLine of={sayingOf(conversation, user, failed, user)} />
        </bdi>
      </span>
    );
  }
  if (!last) return <span className="last">{isLoaded && 'Nothing said yet'}</span>;
  const hasRequest = request === undefined ? undefined : request !== 'none';
  return (
    <span className="last">
      {/* What turns directions there ends there. */}
      <bdi>
        <SentenceLine of={previewOf(last, { user, hasRequest })} />
      </bdi>
    </span>
  );
}
