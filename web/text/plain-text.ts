import { shorten } from './shorten.ts';
import { splitCode } from './split-code.ts';

/** One to three asterisks on each side of words, as people write emphasis: `2 * 3 * 4` and `a*b*c` are none. */
const EMPHASIS = /(^|[^\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\2(?![\w*])/gm;
/** A list's asterisk. */
const BULLET = /^([ \t]*)\*(?=[ \t])/gm;
/** What a quote begins and was cut before its end. */
const UNENDED = /(^|[^\w`*])(?:\*{2,3}|`)(?=[^\s`*][^`*]*$)/;

/** A text as it reads without the marks of its code and emphasis, for where it is shown as one line. */
export function plainText(content: string): string {
  const parts = splitCode(content).map(({ kind, text }) => {
    if (kind === 'text') return withoutMarks(text);
    return kind === 'block' ? `\n${text}\n` : text;
  });
  // An empty line says nothing there.
  return parts
    .join('')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** The same of a text's beginning. @param most how many UTF-16 units it may have */
export const plainBeginning = (content: string, most: number): string =>
  // Marks are a part of it at most, and a message may be a hundred times as long as its preview.
  shorten(plainText(content.slice(0, 4 * most)), most);

const withoutMarks = (text: string) =>
  // In a quote lines have become one, so that a block of code begins within it.
  text.replaceAll('```', '').replace(BULLET, '$1•').replace(EMPHASIS, '$1$3').replace(UNENDED, '$1');
