import { memo, useState } from 'react';
import { splitLinks } from '../text/split-links.ts';

/** What is longer is shown in part at first: one message must not fill the screen ten times. */
const LONG_CHARACTERS = 3_000;
const LONG_LINES = 30;

/** What was said, as text, with its links. Whatever direction it is written in, it turns nothing around it. */
export const MessageText = memo(({ content }: { readonly content: string }) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? content : beginningOf(content);
  return (
    <div className="text">
      <bdi dir="auto">
        {splitLinks(shown).map(({ text, href }, index) =>
          href === undefined ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
            <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
              {text}
            </a>
          ),
        )}
      </bdi>
      {shown !== content && (
        <button type="button" className="link-button" onClick={() => setIsWhole(true)}>
          Show all of it
        </button>
      )}
    </div>
  );
});

function beginningOf(content: string): string {
  const lines = content.split('\n', LONG_LINES + 1);
  const cut = lines.length > LONG_LINES ? lines.slice(0, LONG_LINES).join('\n') : content;
  // By code points, so that no character is cut in two.
  return cut.length > LONG_CHARACTERS ? Array.from(cut).slice(0, LONG_CHARACTERS).join('') : cut;
}
