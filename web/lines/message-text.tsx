import { memo, type ReactNode, useContext, useState } from 'react';
import { shorten } from '../text/shorten.ts';
import { FormattedText } from './formatted-text.tsx';
import { FoundContext } from './found-context.ts';

/** What is longer is shown in part at first: one message must not fill the screen ten times. */
const LONG_CHARACTERS = 3_000;
const LONG_LINES = 30;

/** Of the messages that are shown whole the rows' keys: what is scrolled out of sight isn't in the page meanwhile. */
const unfolded = new Set<string>();

export interface MessageTextProps {
  /** The row's key. */
  readonly id: string;
  readonly content: string;
  /** Stands behind it. */
  readonly children?: ReactNode;
}

/** What was said, as text, with its links and its code. Whatever direction it is written in, it turns nothing around it. */
export const MessageText = memo(({ id, content, children }: MessageTextProps) => {
  const [isWhole, setIsWhole] = useState(() => unfolded.has(id));
  const { wanted, only } = useContext(FoundContext);
  const beginning = beginningOf(content);
  const shown = isWhole ? content : beginning;
  const unfold = (isWanted: boolean) => {
    setIsWhole(isWanted);
    if (isWanted) unfolded.add(id);
    else unfolded.delete(id);
  };
  return (
    <div className="text">
      <bdi dir="auto">
        <FormattedText text={shown} wanted={only === undefined || only === id ? wanted : ''} />
      </bdi>
      {children}
      {beginning !== content && (
        <button type="button" className="link-button" onClick={() => unfold(!isWhole)}>
          {isWhole ? 'Show less of it' : 'Show all of it'}
        </button>
      )}
    </div>
  );
});

function beginningOf(content: string): string {
  const lines = content.split('\n', LONG_LINES + 1);
  const cut = lines.length > LONG_LINES ? lines.slice(0, LONG_LINES).join('\n') : content;
  return shorten(cut, LONG_CHARACTERS);
}
