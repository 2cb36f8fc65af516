import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  type Key,
  moveCursor,
} from 'node:readline';

export interface PromptPorts {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** @param line up to the cursor */
  complete(line: string): [words: string[], part: string];
  onLine(line: string): void;
  /** Ctrl-C */
  onInterrupt(): void;
  /** Ctrl-D, or the terminal has gone. */
  onEnd(): void;
}

/** A line that is being typed, with what happens above it. */
export interface Prompt {
  /** What is being typed. */
  readonly line: string;
  /** Shows rows above what is being typed, which stays as it is. */
  print(rows: string): void;
  /** @param label stands before what is being typed */
  show(label: string): void;
  /** Takes the line that was entered just now off the screen; for use in `onLine`, before anything is printed. */
  erase(): void;
  /** Empties what is being typed. */
  clear(): void;
  close(): void;
}

const HISTORY_LINES = 1_000;
const LINE_END: Key = { ctrl: true, name: 'e' };
const KILL_TO_START: Key = { ctrl: true, name: 'u' };

export function createPrompt({ input, output, complete, onLine, onInterrupt, onEnd }: PromptPorts): Prompt {
  const reader: Interface = createInterface({
    input,
    output,
    terminal: true,
    completer: complete,
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
  });
  let isOpen = true;
  /** How many rows lie above the cursor's of the line that was entered last. */
  let rowsEntered = 0;

  // Before readline sees the key: behind it, the line and how many rows it took are gone.
  input.prependListener('keypress', measure);
  function measure(_: unknown, key?: Key): void {
    if (!isOpen || (key?.name !== 'return' && key?.name !== 'enter')) return;
    reader.write(null, LINE_END);
    rowsEntered = reader.getCursorPos().rows;
  }

  const rowsAbove = () => reader.getCursorPos().rows;
  /**
   * Tells readline by how many rows it has to go up before it draws again: those of its last drawing, it believes, but it
   * doesn't draw what is pasted. No document knows this property; without it, a pasted row may be shown twice.
   */
  const setDrawnRows = (rows: number) => Object.assign(reader, { prevRows: rows });

  // Behind readline's own listener, so that what has come is in the line.
  input.on('data', settle);
  function settle(): void {
    if (isOpen) setDrawnRows(rowsAbove());
  }

  function leave(): void {
    isOpen = false;
    input.removeListener('keypress', measure);
    input.removeListener('data', settle);
    output.write('\n');
  }

  reader.on('line', (line) => {
    onLine(line);
    if (isOpen) reader.prompt();
  });
  reader.on('SIGINT', onInterrupt);
  reader.on('close', () => {
    if (!isOpen) return;
    leave();
    onEnd();
  });

  return {
    get line() {
      return reader.line;
    },
    print(rows) {
      if (!isOpen) {
        output.write(`${rows}\n`);
        return;
      }
      moveCursor(output, 0, -rowsAbove());
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write(`${rows}\n`);
      setDrawnRows(0);
      reader.prompt(true);
    },
    show(label) {
      settle();
      reader.setPrompt(label);
      if (isOpen) reader.prompt(true);
    },
    erase() {
      moveCursor(output, 0, -(rowsEntered + 1));
      cursorTo(output, 0);
      clearScreenDown(output);
    },
    clear() {
      reader.write(null, LINE_END);
      reader.write(null, KILL_TO_START);
    },
    close() {
      if (!isOpen) return;
      leave();
      reader.close();
    },
  };
}
