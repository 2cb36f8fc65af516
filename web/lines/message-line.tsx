import { useContext, useEffect, useRef } from 'react';
import { type MessageFrame, mentionsUser, type UnsentChange } from '../../client/index.ts';
import { useConnection, useProfile } from '../../client/react/index.ts';
import { Avatar } from '../elements/avatar.tsx';
import { WaitingMark } from '../elements/waiting-mark.tsx';
import { MessageActionsContext } from '../menus/message-actions.ts';
import { MessageBar } from '../menus/message-bar.tsx';
import { calledText } from '../naming/called.ts';
import { PersonName } from '../naming/person-name.tsx';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { useCalled } from '../naming/use-called.ts';
import { changeFailure } from '../text/change-failure.ts';
import { deletedSentence } from '../text/sentences/deleted-sentence.ts';
import { bareTimeOf, fullTimeOf, timeOf } from '../text/times.ts';
import { Failure } from './failure.tsx';
import { FoundContext } from './found-context.ts';
import { MessageText } from './message-text.tsx';
import { QuoteLine } from './quote-line.tsx';
import { ReactionBar } from './reaction-bar.tsx';
import { useAttention } from './use-attention.ts';

export interface MessageLineProps {
  /** The row's key, which it had when it was being sent. */
  readonly id: string;
  readonly message: MessageFrame;
  /** What one has asked to be changed in it, and isn't. */
  readonly change: UnsentChange | undefined;
  /** Whether it begins its author's block, which has their name and the time. */
  readonly isFirst: boolean;
  /** Whether it is to be said that the other party has read it. */
  readonly isRead: boolean;
  /** @param key the change's `ref` */
  readonly onRetry: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** What somebody said, as it is now; or that it was deleted. */
export function MessageLine({ id, message, change, isFirst, isRead, onRetry, onDismiss }: MessageLineProps) {
  const { user } = useConnection();
  const found = useContext(FoundContext);
  const { editing, answered, led, meet } = useContext(MessageActionsContext);
  const { from, content, ts, edited_at, deleted, reply_to } = message;
  const line = useLed(found.only === id ? found : led?.id === message.id ? led : undefined);
  const [isAttended, attention] = useAttention();
  const isOwn = from === user;
  const isMention = mentionsUser(message, user);
  const isWaiting = change?.status === 'pending';
  const classes = [
    'message',
    isFirst && 'is-first',
    isOwn && 'is-own',
    isMention && 'is-mention',
    isWaiting && 'is-pending',
    (editing === message.id || answered === message.id) && 'is-editing',
  ];
  const profile = useProfile(from);
  const who = calledText(from, profile);
  const answeredWho = useCalled(reply_to?.from);
  const author = isOwn ? 'You' : isMention ? `${who} mentions you` : who;
  const answer =
    reply_to?.from === undefined ? '' : `, in reply to ${reply_to.from === user ? 'you' : answeredWho}`;
  const state = isWaiting ? ', change being sent' : edited_at ? ', edited' : '';
  const edited = edited_at && !deleted && <EditedMark at={edited_at} />;
  return (
    <article
      ref={line}
      tabIndex={-1}
      {...attention}
      className={classes.filter(Boolean).join(' ')}
      aria-label={`${author}, ${timeOf(ts)}${answer}${state}`}
    >
      {isFirst && (
        // The author's name does the same for the keyboard and for screen readers.
        <button
          type="button"
          className="picture"
          tabIndex={-1}
          aria-hidden
          disabled={isOwn}
          onClick={() => meet(from)}
        >
          <Avatar name={from} />
        </button>
      )}
      {isFirst && (
        <header>
          {isOwn ? (
            <span className="author">You</span>
          ) : (
            <button
              type="button"
              className="author"
              aria-label={`Profile of ${who}`}
              onClick={() => meet(from)}
            >
              <PersonName name={from} />
            </button>
          )}
          {!isOwn && profile?.display_name !== undefined && <span className="real-name">{from}</span>}
          <time dateTime={ts} title={fullTimeOf(ts)}>
            {timeOf(ts)}
          </time>
          {edited}
          {isWaiting && <WaitingMark />}
        </header>
      )}
      {!isFirst && isWaiting && <WaitingMark />}
      {!isFirst && !isWaiting && (
        <time className="aside" dateTime={ts} title={fullTimeOf(ts)}>
          {bareTimeOf(ts)}
        </time>
      )}
      {reply_to && <QuoteLine quote={reply_to} />}
      {deleted ? (
        <p className="text is-deleted">
          <SentenceLine of={deletedSentence(message, user)} />
        </p>
      ) : (
        <MessageText id={id} content={content}>
          {!isFirst && edited}
        </MessageText>
      )}
      {!deleted && <ReactionBar message={message} />}
      {isRead && <p className="read">Read</p>}
      {!deleted && <MessageBar message={message} isOwn={isOwn} isShown={isAttended} />}
      {change?.status === 'failed' && (
        <Failure
          sentence={changeFailure(change.command, change.error)}
          again="Try again"
          onRetry={() => onRetry(change.ref)}
          onDismiss={() => onDismiss(change.ref)}
        />
      )}
      {found.show && (
        <button type="button" className="link-button show" onClick={() => found.show?.(id)}>
          Show in the conversation
        </button>
      )}
    </article>
  );
}

/** What has led to a line already: it has the focus once, and not again when it comes back into sight. */
const reached = new WeakSet<object>();

/** The element of a line that a quote or a search may lead to, which has the focus then. */
function useLed(led: object | undefined) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!led || reached.has(led)) return;
    let frame = 0;
    // The list hides a line until it has measured it, and what is hidden takes no focus.
    const reach = () => {
      element.current?.focus({ preventScroll: true });
      if (document.activeElement === element.current) reached.add(led);
      else frame = requestAnimationFrame(reach);
    };
    reach();
    return () => cancelAnimationFrame(frame);
  }, [led]);
  return element;
}

const EditedMark = ({ at }: { readonly at: string }) => (
  <time className="edited" dateTime={at} title={fullTimeOf(at)}>
    edited
  </time>
);
