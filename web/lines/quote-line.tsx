import { CornerUpRight } from 'lucide-react';
import { useContext } from 'react';
import type { QuoteFrame } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { MessageActionsContext } from '../menus/message-actions.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { useSentenceText } from '../naming/use-called.ts';
import { quoteSentence } from '../text/sentences/quote-sentence.ts';

/** What a message answers, in one line above it; leads there where it may be seen. */
export function QuoteLine({ quote }: { readonly quote: QuoteFrame }) {
  const { user } = useConnection();
  const { show } = useContext(MessageActionsContext);
  const sentence = quoteSentence(quote, user);
  const text = useSentenceText(sentence);
  const shown = (
    <>
      <CornerUpRight size={14} aria-hidden />
      <bdi dir="auto">
        <SentenceLine of={sentence} />
      </bdi>
    </>
  );
  if (quote.from === undefined) return <p className="quote">{shown}</p>;
  return (
    <button
      type="button"
      className="quote"
      aria-label={`In reply to ${text}`}
      title={text}
      onClick={() => show(quote.id)}
    >
      {shown}
    </button>
  );
}
