import type { UnsentRow } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { Avatar } from '../elements/avatar.tsx';
import { WaitingMark } from '../elements/waiting-mark.tsx';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { Failure } from './failure.tsx';
import { MessageText } from './message-text.tsx';
import { QuoteLine } from './quote-line.tsx';

export interface UnsentLineProps {
  readonly row: UnsentRow;
  readonly isFirst: boolean;
  readonly onRetry: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** A message of one's own that is on its way, or came to nothing. */
export function UnsentLine({ row, isFirst, onRetry, onDismiss }: UnsentLineProps) {
  const { user = '' } = useConnection();
  const { key, status, command, error, quote } = row;
  const classes = ['message is-own', isFirst && 'is-first', `is-${status}`].filter(Boolean).join(' ');
  return (
    <article className={classes} aria-label={status === 'pending' ? 'You, being sent' : 'You, not sent'}>
      {isFirst && <Avatar name={user} />}
      {isFirst && (
        <header>
          <span className="author">You</span>
          {status === 'pending' && <WaitingMark />}
        </header>
      )}
      {!isFirst && status === 'pending' && <WaitingMark />}
      {quote && <QuoteLine quote={quote} />}
      <MessageText id={key} content={command.content} />
      {status === 'failed' && (
        <Failure
          sentence={errorSentence(error)}
          again="Send again"
          onRetry={() => onRetry(key)}
          onDismiss={() => onDismiss(key)}
        />
      )}
    </article>
  );
}
