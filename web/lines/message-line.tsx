import { useContext } from 'react';
import { type MessageFrame, mentionsUser } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { addressOf } from '../chat/use-route.ts';
import { Avatar } from '../elements/avatar.tsx';
import { bareTimeOf, fullTimeOf, timeOf } from '../text/times.ts';
import { FoundContext } from './found-context.ts';
import { MessageText } from './message-text.tsx';

export interface MessageLineProps {
  /** The row's key, which it had when it was being sent. */
  readonly id: string;
  readonly message: MessageFrame;
  /** Whether it begins its author's block, which has their name and the time. */
  readonly isFirst: boolean;
}

/** What somebody said. */
export function MessageLine({ id, message, isFirst }: MessageLineProps) {
  const { user } = useConnection();
  const { show } = useContext(FoundContext);
  const { from, content, ts, conversation } = message;
  const isOwn = from === user;
  const isMention = mentionsUser(message, user);
  const classes = ['message', isFirst && 'is-first', isOwn && 'is-own', isMention && 'is-mention'];
  const author = isOwn ? 'You' : isMention ? `${from} mentions you` : from;
  return (
    <article className={classes.filter(Boolean).join(' ')} aria-label={`${author}, ${timeOf(ts)}`}>
      {isFirst && <Avatar name={from} />}
      {isFirst && (
        <header>
          {isOwn ? (
            <span className="author">You</span>
          ) : conversation === `whisper:${from}` ? (
            <span className="author">{from}</span>
          ) : (
            <a className="author" href={addressOf(`whisper:${from}`)}>
              {from}
            </a>
          )}
          <time dateTime={ts} title={fullTimeOf(ts)}>
            {timeOf(ts)}
          </time>
        </header>
      )}
      {!isFirst && (
        <time className="aside" dateTime={ts} title={fullTimeOf(ts)}>
          {bareTimeOf(ts)}
        </time>
      )}
      <MessageText id={id} content={content} />
      {show && (
        <button type="button" className="link-button show" onClick={() => show(id)}>
          Show in the conversation
        </button>
      )}
    </article>
  );
}
