import { parseArgs } from 'node:util';
import { readConversation } from './conversation.ts';

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

Exit codes: 0 all was sent, 1 something wasn't, 2 wrong usage, 3 no connection.`;

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
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const port = readPort(values.port ?? (environment.PORT || DEFAULT_PORT));
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

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
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
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readSignIn(
  users: readonly string[],
  port: number,
  { url, 'token-command': command }: { url?: string | undefined; 'token-command'?: string | undefined },
): SignIn {
  if (command !== undefined) {
    if (command.trim() === '') throw new UsageError('--token-command needs a command.');
    if (users.length > 0)
      throw new UsageError('Name no user: with --token-command, the token says who you are.');
    return { kind: 'command', command };
  }
  if (url !== undefined)
    throw new UsageError('--url needs --token-command: only the server here gives tokens.');
  const [user, ...others] = users;
  if (!user) throw new UsageError('Say who you are: npm run chat -- user1');
  if (others.length > 0) throw new UsageError(`Name one user, not ${users.length}.`);
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

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`A port is a number from 1 to 65535, not "${text}".`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds > 0 && seconds <= LONGEST_TIMEOUT_S) return seconds;
  throw new UsageError(`--timeout takes seconds, up to ${LONGEST_TIMEOUT_S}, not "${text}".`);
}
