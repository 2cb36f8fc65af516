/** Scripts and signs that take two columns (UAX 11, wide and fullwidth). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]/u;
const NO_WIDTH = /[\p{M}\u200C\u200D]/u;
/** Makes an emoji, and two columns, of what stands before it. */
const EMOJI_SELECTOR = '\uFE0F';

/** How many columns a text of one line takes. Where terminals disagree, the larger number: a row may end early. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
};

function widthOfCharacter(character: string): number {
  if (character === EMOJI_SELECTOR) return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** What would be useless in two parts; of characters alone that can't be taken for the beginning of another line. */
const ADDRESS = /^https?:\/\/[\x21-\x7e]+$/;
const WORDS = /(?<blank>\s*)(?<word>\S*)/gu;

/**
 * Breaks a line into rows, at spaces where it can. A terminal would break it anywhere, and what was written behind enough
 * spaces would stand at a row's beginning, as if somebody else had said it.
 * @param room columns of the first row, and of the others; Infinity leaves the line as it is
 */
export function wrap(line: string, room: { readonly first: number; readonly others: number }): string[] {
  const rows: string[] = [];
  let row = '';
  let left = room.first;

  function put(text: string): void {
    row += text;
    left -= widthOf(text);
  }

  function breakRow(): void {
    rows.push(row);
    row = '';
    left = room.others;
  }

  for (const [, blank = '', word = ''] of line.matchAll(WORDS)) {
    if (widthOf(blank + word) <= left) {
      put(blank + word);
      continue;
    }
    if (row.trim() !== '') breakRow();
    if (widthOf(word) <= left || ADDRESS.test(word)) {
      put(word);
      continue;
    }
    for (const character of word) {
      if (widthOf(character) > left) breakRow();
      put(character);
    }
  }
  return [...rows, row];
}
