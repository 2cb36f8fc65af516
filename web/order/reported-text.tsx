import { useLayoutEffect, useRef, useState } from 'react';

/** What was said when it was reported: some lines of it, and a way to see all where there are more. */
export function ReportedText({ text }: { readonly text: string }) {
  const quote = useRef<HTMLQuoteElement>(null);
  const [isLong, setIsLong] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    const { current } = quote;
    if (current) setIsLong(current.scrollHeight > current.clientHeight + 1);
  }, [text]);
  return (
    <>
      <blockquote ref={quote} className={isWhole ? 'reported is-whole' : 'reported'}>
        <bdi>{text}</bdi>
      </blockquote>
      {isLong && (
        <button
          type="button"
          className="link-button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  );
}
