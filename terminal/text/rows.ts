import { widthOf, wrap } from './wrap.ts';

/** No row begins like a line of its own. */
const INDENT = '      ';
const NARROWEST = 20;

/**
 * Lays lines out in rows behind a head, all but the first indented.
 * @param lines visible already
 * @param head as it is, for its width, and as it is shown
 * @param columns of the terminal; undefined where there is none, and lines are left as they are
 */
export function layOut(
  lines: readonly string[],
  head: { readonly plain: string; readonly shown: string },
  columns: number | undefined,
  paint = (row: string) => row,
): string {
  // One less than there are: some terminals go to the next row when the last column is taken, and some don't.
  const width = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(columns, NARROWEST) - 1;
  const others = width - INDENT.length;
  const rows = lines.flatMap((line, index) =>
    wrap(line, { first: index === 0 ? width - widthOf(head.plain) : others, others }),
  );
  return rows
    .map((row, index) => (index === 0 ? `${head.shown}${paint(row)}` : `${INDENT}${paint(row)}`))
    .join('\n');
}
