import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];
type Paint = (text: string) => string;

/** How kinds of text look. Give it only what is visible already: it adds colours, and takes nothing out. */
export interface Style {
  readonly dim: Paint;
  readonly bold: Paint;
  readonly fault: Paint;
  readonly label: Paint;
  /** What mentions who looks. */
  readonly mention: Paint;
  /** A user's name, in the colour that it always has. */
  readonly name: Paint;
}

/** Those that can be read on black and on white. */
const NAME_COLOURS = ['cyan', 'green', 'magenta', 'blue', 'yellow', 'cyanBright', 'magentaBright'] as const;

export function createStyle(isColoured: boolean): Style {
  const paint =
    (format: Format): Paint =>
    (text) =>
      // It has been decided: Node must not look at standard output once more.
      isColoured ? styleText(format, text, { validateStream: false }) : text;
  const names = NAME_COLOURS.map(paint);
  return {
    dim: paint('dim'),
    bold: paint('bold'),
    fault: paint('red'),
    label: paint('dim'),
    mention: paint('yellow'),
    name: (name) => names[hash(name) % names.length]?.(name) ?? name,
  };
}

/** FNV-1a, 32 bits: the same for a name in each run. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return sum >>> 0;
}
