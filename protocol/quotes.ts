import type { QuoteFrame } from './frames/logged.ts';
import { QUOTE_MAX_CHARACTERS } from './limits.ts';

/** Of what content may have: without properties of Unicode, which some of React Native's engines can't parse. */
const NOT_OF_A_LINE = /[\t\n\u2028\u2029]/g;

/** How a text begins, as one line: as many whole graphemes as `QUOTE_MAX_CHARACTERS` hold. */
function cutOf(content: string): string {
  // With what tells whether a grapheme ends at the limit.
  const text = content.slice(0, QUOTE_MAX_CHARACTERS + 2).replace(NOT_OF_A_LINE, ' ');
  if (text.length <= QUOTE_MAX_CHARACTERS) return text;
  let cut = '';
  for (const grapheme of graphemesOf(text)) {
    if (cut.length + grapheme.length > QUOTE_MAX_CHARACTERS) break;
    cut += grapheme;
  }
  return cut;
}

/** Browsers before 2024, and some of React Native's engines, know no graphemes: there characters, whole ones at least. */
const graphemesOf = (text: string): Iterable<string> =>
  'Segmenter' in Intl ? Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment) : text;

/** What a reply shows of the message that it answers. */
export const quoteOf = ({
  from,
  content,
  isDeleted = false,
}: {
  readonly from: string;
  readonly content: string;
  readonly isDeleted?: boolean | undefined;
}): Omit<QuoteFrame, 'id'> => (isDeleted ? { from, deleted: true } : { from, cut: cutOf(content) });
