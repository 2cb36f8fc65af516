import type { QuoteFrame } from '../../../client/index.ts';
import type { Sentence } from '../../naming/sentence.ts';
import { plainText } from '../plain-text.ts';
import { DELETED } from '../preview-of.ts';

/** What is answered, as a line. @param user who looks at it */
export function quoteSentence({ from, cut = '', deleted }: QuoteFrame, user: string | undefined): Sentence {
  if (from === undefined) return ['A message that is not shown'];
  return [from === user ? 'You' : { name: from }, `: ${deleted ? DELETED : plainText(cut)}`];
}
