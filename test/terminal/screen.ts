import { Writable } from 'node:stream';

/** A terminal of some columns that never scrolls, as somebody sees it. It knows the sequences that readline writes. */
export interface Screen {
  readonly output: Writable & { readonly isTTY: true; readonly columns: number };
  /** The rows, without what is blank at their ends; the last is the one with the cursor, or below it. */
  rows(): string[];
  /** Resolves when a row of it matches, or all of it together. */
  shows(expected: string | RegExp): Promise<void>;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what terminals are told by
const TOKEN = /\u001b\[(?<numbers>[\d;]*)(?<action>[A-Za-z])|[\s\S]/gu;

export function createScreen(columns = 80): Screen {
  const cells: string[][] = [];
  let [row, column] = [0, 0];
  let watchers: (() => void)[] = [];

  function put(character: string): void {
    if (columns > 0 && column === columns) [row, column] = [row + 1, 0];
    cells[row] ??= [];
    const cell = cells[row];
    if (cell) cell[column++] = character;
  }

  function act(action: string, count: number): boolean {
    if (action === 'A') row = Math.max(0, row - count);
    else if (action === 'B') row += count;
    else if (action === 'C') column = Math.min(columns - 1, column + count);
    else if (action === 'D') column = Math.max(0, column - count);
    else if (action === 'G') column = count - 1;
    else if (action === 'K') cells[row]?.splice(column);
    else if (action === 'J') {
      cells.length = Math.min(cells.length, row + 1);
      cells[row]?.splice(column);
    } else return action === 'm';
    return true;
  }

  function take(text: string): void {
    for (const { 0: token, groups } of text.matchAll(TOKEN)) {
      const action = groups?.action;
      if (action !== undefined) {
        if (!act(action, Number(groups?.numbers || 1)))
          throw new Error(`The screen doesn't know ${JSON.stringify(token)}`);
      } else if (token === '\n') [row, column] = [row + 1, 0];
      else if (token === '\r') column = 0;
      else put(token);
    }
    for (const watch of [...watchers]) watch();
  }

  const rows = () =>
    Array.from(cells, (cell = []) =>
      Array.from(cell, (one = ' ') => one)
        .join('')
        .trimEnd(),
    );
  const matches = (expected: string | RegExp) =>
    [...rows(), rows().join('\n')].some((text) =>
      typeof expected === 'string' ? text.includes(expected) : expected.test(text),
    );

  const output = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk, _, done) {
        take(String(chunk));
        done();
      },
    }),
    { isTTY: true as const, columns },
  );
  return {
    output,
    rows,
    shows: (expected) =>
      new Promise((resolve) => {
        const watch = () => {
          if (!matches(expected)) return;
          watchers = watchers.filter((other) => other !== watch);
          resolve();
        };
        watchers.push(watch);
        watch();
      }),
  };
}
