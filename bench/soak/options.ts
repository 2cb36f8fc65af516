import { parseArgs } from 'node:util';

export interface SoakOptions {
  readonly minutes: number;
  readonly isWritten: boolean;
  /** CDK context for the stack, `KEY=VALUE` each. */
  readonly context: readonly string[];
}

export const USAGE = `Usage: npm run soak -- [options]

Starts the local stack and lets users chat on it: by the SDK and by bare sockets, with reconnects and people away.
Counts what was lost or came twice, and watches the memory. Exits with 1 when any of it is wrong.

  --minutes N              how long, up to 60; default: 2
  --write                  write the figures to docs/reliability.md
  -c, --context KEY=VALUE  CDK context of the stack; may be repeated
  --help`;

const LONGEST_MINUTES = 60;

/** @throws Error for an option that nobody knows, or that is no such number */
export function readSoakOptions(args: readonly string[]): SoakOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '2' },
      write: { type: 'boolean', default: false },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
    throw new Error(`--minutes must be a number up to ${LONGEST_MINUTES}, not "${values.minutes}".`);
  }
  return { minutes, isWritten: values.write, context: values.context };
}
