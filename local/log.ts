/** A line that something in the run said: a function's console, or the run itself. */
export interface LogEntry {
  /** The function's logical id, or `local` for the run itself. */
  readonly source: string;
  /** `error` for what a person should see without asking. */
  readonly level: 'info' | 'error';
  readonly text: string;
}

export type Log = (entry: LogEntry) => void;
