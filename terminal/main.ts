import { type Options, readCommandLine, USAGE, USAGE_HINT, UsageError } from './command-line.ts';
import { makeClient } from './connect/make-client.ts';
import { type EndingSignal, EXIT } from './exit-codes.ts';
import { chatPiped } from './piped/piped.ts';
import { chatAtPrompt } from './prompt/interactive.ts';

/** npm, the shell and the terminal each pass one Ctrl-C on; the first is enough, and ends the program in its time. */
function onSignal(listener: (signal: EndingSignal) => void): void {
  let isTold = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!isTold) listener(signal);
      isTold = true;
    });
  }
}

function chat(options: Options): Promise<number> {
  const { stdin: input, stdout: output, stderr: errors } = process;
  const client = (tell: (why: string) => void) => makeClient(options.url, options.signIn, tell);
  if (!input.isTTY || !output.isTTY || options.listens || options.isJson) {
    return chatPiped({ makeClient: client, options, input, output, errors, onSignal, now: Date.now });
  }
  // A terminal that has gone can't be written to, and leaving it is told by a signal.
  output.on('error', () => {});
  return chatAtPrompt({ ...options, makeClient: client, input, output, onSignal, now: Date.now });
}

try {
  const options = readCommandLine(process.argv.slice(2), process.env, process.stdout.isTTY === true);
  if (options === 'help') console.log(USAGE);
  // Standard input may be open, and hold the process.
  else process.exit(await chat(options));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${USAGE_HINT}`);
  process.exit(EXIT.usage);
}
