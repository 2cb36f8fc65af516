/** Whatever a terminal may take for the end of a line (UAX 14, "mandatory break"). */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

/** Scripts whose everyday words have joiners between letters. */
const SHAPED = 'Arab Syrc Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh'.split(' ');
const LETTER = `[[\\p{L}\\p{M}]&&[${SHAPED.map((script) => `\\p{scx=${script}}`).join('')}]]`;
const EMOJI = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\u{FE0F}]';

/** Where joiners belong: within an emoji, between such letters (RFC 5892, A.1 and A.2); and selectors, behind an emoji. */
const KEPT = [
  `(?<=${EMOJI})\\u200D(?=\\p{Extended_Pictographic})`,
  `(?<=${LETTER})[\\u200C\\u200D](?=${LETTER})`,
  '(?<=\\p{Emoji})[\\uFE0E\\uFE0F]',
].join('|');

/**
 * What has no shape of its own: control characters (escape sequences begin with one), marks that turn the direction of
 * writing, what has no width, halves of pairs; U+2800 is a blank that isn't called a space.
 */
const HIDDEN = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800]';

const FOUND = new RegExp(`(?<kept>${KEPT})|${HIDDEN}`, 'gv');

/** More marks on one letter than any language has paint over the lines around it. */
const TOO_MANY_MARKS = /(\p{M}{6})\p{M}+/gu;

/**
 * What somebody else wrote, as one line that does nothing but be read: it can't move the cursor, colour, reorder, or hide
 * anything. Characters without a shape are named (`<U+202E>`); a tab becomes four spaces.
 */
export const visible = (text: string): string =>
  text
    .replace(FOUND, (found, kept: string | undefined) => kept ?? nameOf(found))
    .replace(TOO_MANY_MARKS, '$1…');

/** The same of a text of several lines: each of them. */
export const visibleLines = (text: string): string[] => text.split(LINE_BREAK).map(visible);

/** The text as JSON that is safe to look at: the same value, with what has no shape written as `\u202e`. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value).replace(FOUND, (found, kept: string | undefined) => kept ?? escapeJson(found));

function nameOf(character: string): string {
  if (character === '\t') return '    ';
  return `<U+${hex(character.codePointAt(0) ?? 0).toUpperCase()}>`;
}

const hex = (code: number) => code.toString(16).padStart(4, '0');

/** In JSON a character beyond U+FFFF is written as its two halves. */
const escapeJson = (character: string) =>
  Array.from({ length: character.length }, (_, index) => `\\u${hex(character.charCodeAt(index))}`).join('');
