import { parseArgs } from 'node:util';
import { findNearest } from './commands/nearest.ts';
import { readConversation } from './conversation.ts';
import { optionsKeptByNpm } from './npm-options.ts';

/** Where a token comes from. */
export type SignIn =
  | { readonly kind: 'local'; readonly user: string; readonly port: number }
  | { readonly kind: 'command'; readonly command: string };

/** What the terminal chat was asked for. */
export interface Options {
  readonly url: string;
  readonly signIn: SignIn;
  /** The conversation to begin with. */
  readonly conversation: string;
  readonly isColoured: boolean;
  readonly rings: boolean;
  /** Whether piped lines that begin with a slash are commands. */
  readonly runsCommands: boolean;
  readonly isJson: boolean;
  readonly listens: boolean;
  /** Without a connection, before a piped run gives up. */
  readonly timeoutMs: number;
}

export const USAGE = `Usage: npm run chat -- USER [options]
       npm run chat -- --url URL --token-command COMMAND [options]

Chats as USER with the server that \`npm start\` runs here, or with a deployed one. In a terminal it has a prompt, and
/help lists its commands. Piped, it sends each line: echo hello | npm run -s chat -- user1 --to lobby

  --to CONVERSATION        lobby, '#devs' or group:devs, @user2 or whisper:user2; default: lobby
  --port N                 of the server here; default: PORT, or 8080
  --url URL                of another one: wss://chat.example.com/ws/chat/lobby/
  --token-command COMMAND  the shell runs it whenever a token is needed, and its output is the token
  --no-color               no colours; neither with NO_COLOR set, nor where the output is no terminal
  --bell                   ring when somebody else writes
  --commands               piped: lines that begin with a slash are commands; otherwise they are text
  --listen                 print what is said, also when the input has ended, until Ctrl-C
  --json                   print each event as a line of JSON
  --timeout SECONDS        piped: how long to be without a connection, up to 3600; default: 30
  -h, --help

Exit codes: 0 all was sent, 1 something wasn't, 2 wrong usage, 3 no connection, or refused.`;

/** Behind what is wrong: all of the usage would push that off the screen. */
export const USAGE_HINT = 'npm run chat -- --help lists the options.';

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_PORT = '8080';
const LONGEST_TIMEOUT_S = 3_600;

/**
 * @param isTerminal whether standard output is one
 * @throws UsageError
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): Options | 'help' {
  checkOptions(args);
  const [kept] = optionsKeptByNpm(environment);
  if (kept !== undefined) throw new UsageError(`npm has kept ${kept} for itself. ${TWO_DASHES}`);
  const { values, positionals } = parseArgs(asked(args));
  if (values.help) return 'help';
  const port = values.url === undefined ? readPort(values.port, environment.PORT) : undefined;
  return {
    url: values.url === undefined ? `ws://127.0.0.1:${port}/ws/chat/lobby/` : checkUrl(values.url),
    signIn: readSignIn(positionals, port, values),
    conversation: checkConversation(values.to),
    isColoured: isTerminal && !values['no-color'] && !environment.NO_COLOR,
    rings: values.bell,
    runsCommands: values.commands,
    isJson: values.json,
    listens: values.listen,
    timeoutMs: readSeconds(values.timeout) * 1_000,
  };
}

const TWO_DASHES = 'Options go behind two dashes: npm run chat -- user1 --to lobby';

const OPTIONS = {
  to: { type: 'string', default: 'lobby' },
  port: { type: 'string' },
  url: { type: 'string' },
  'token-command': { type: 'string' },
  'no-color': { type: 'boolean', default: false },
  bell: { type: 'boolean', default: false },
  commands: { type: 'boolean', default: false },
  listen: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '30' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const asked = (args: readonly string[]) =>
  ({ args: [...args], allowPositionals: true, options: OPTIONS }) as const;

/** All that Node would complain of, in its own words. @throws UsageError */
function checkOptions(args: readonly string[]): void {
  const { tokens } = parseArgs({ ...asked(args), strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!isOption(token.name)) throw new UsageError(describeUnknown(args[token.index] ?? token.rawName));
    const usage = `--${token.name}${placeholderOf(token.name)}`;
    if (OPTIONS[token.name].type === 'boolean') {
      if (token.value !== undefined)
        throw new UsageError(`${usage} takes no value, such as "${token.value}".`);
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))) {
      throw new UsageError(`A value is missing: ${usage}`);
    }
  }
}

const isOption = (name: string): name is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, name);

function describeUnknown(typed: string): string {
  const option = typed.replace(/=.*/s, '');
  const nearest = findNearest(option.replace(/^-+/, ''), Object.keys(OPTIONS));
  return `There is no option ${option}.${nearest === undefined ? '' : ` Did you mean --${nearest}?`}`;
}

/** ` N`, as the usage has it. */
const placeholderOf = (name: string) => new RegExp(`^ +--${name}( [A-Z]+)`, 'm').exec(USAGE)?.[1] ?? '';

function readSignIn(
  users: readonly string[],
  port: number | undefined,
  values: { url?: string | undefined; port?: string | undefined; 'token-command'?: string | undefined },
): SignIn {
  const { url, 'token-command': command } = values;
  if (url !== undefined && values.port !== undefined)
    throw new UsageError('--port is of the server here: --url has a port of its own.');
  if (command !== undefined) {
    if (command.trim() === '') throw new UsageError('--token-command needs a command.');
    if (users.length > 0)
      throw new UsageError('Name no user: with --token-command, the token says who you are.');
    return { kind: 'command', command };
  }
  if (url !== undefined || port === undefined)
    throw new UsageError('--url needs --token-command: only the server here gives tokens.');
  const [user, ...others] = users;
  if (!user) throw new UsageError('Say who you are: npm run chat -- user1');
  if (others.length > 0) {
    // Without the two dashes npm may pass on the values of options that it has kept.
    throw new UsageError(`Name one user, not ${users.length}: ${users.join(', ')}. ${TWO_DASHES}`);
  }
  return { kind: 'local', user, port };
}

function checkUrl(url: string): string {
  if (/^wss?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new UsageError(`--url takes an address such as wss://chat.example.com/ws/chat/lobby/, not "${url}".`);
}

function checkConversation(text: string): string {
  const conversation = readConversation(text);
  if (conversation !== undefined) return conversation;
  throw new UsageError(`--to takes lobby, '#devs' or @user2, not "${text}".`);
}

/** Where none is given, of the environment; an empty one counts as none. */
function readPort(given: string | undefined, ofEnvironment: string | undefined): number {
  const text = given ?? (ofEnvironment || DEFAULT_PORT);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  const name = given === undefined ? 'PORT in the environment' : '--port';
  throw new UsageError(`${name} is a number from 1 to 65535, not "${text}".`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds > 0 && seconds <= LONGEST_TIMEOUT_S) return seconds;
  throw new UsageError(`--timeout takes seconds, up to ${LONGEST_TIMEOUT_S}, not "${text}".`);
}
