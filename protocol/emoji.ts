/** As Unicode recommends them for interchange: keyboards have no other. A literal of it needs a newer target of the compiler. */
const RECOMMENDED = '\\p{RGI_Emoji}';
/** Asks for the coloured form of what is a plain sign without it. */
const COLOURED = '\uFE0F';

let pattern: RegExp | undefined;

/**
 * One emoji in the one way to write it: else the same would be counted twice.
 * @returns undefined: it is none, or several
 * @throws {SyntaxError} in browsers of before 2023, which can't tell
 */
export function asEmoji(text: string): string | undefined {
  pattern ??= new RegExp(`^${RECOMMENDED}$`, 'v');
  if (pattern.test(text)) return text;
  return pattern.test(text + COLOURED) ? text + COLOURED : undefined;
}
