import { parseArgs } from 'node:util';
import { defaultPort, parsePort } from './command-line.ts';

const usage = `Usage: tsx local/token.ts USERNAME [--expires-in SECONDS] [--port N]

Asks the stack that runs on this machine for a token and prints it.
SECONDS may be negative, for a token that has expired; default 3600. N: default PORT, or 8080.`;

interface TokenCommand {
  readonly username: string;
  readonly expiresIn?: number;
  readonly port: number;
}

function parseTokenCommand(args: string[]): TokenCommand {
  // Node takes a value that begins with a dash for an option, so that a negative number has to be joined on.
  const joined = args.join('\0').replace(/(^|\0)--expires-in\0-/, '$1--expires-in=-');
  const { values, positionals } = parseArgs({
    args: args.length > 0 ? joined.split('\0') : [],
    allowPositionals: true,
    options: { 'expires-in': { type: 'string' }, port: { type: 'string' } },
  });
  const [username, ...others] = positionals;
  if (!username || others.length > 0) {
    throw new Error('Name one user.');
  }
  const expiresIn = values['expires-in'];
  if (expiresIn !== undefined && !/^-?\d+$/.test(expiresIn)) {
    throw new Error(`--expires-in takes a whole number of seconds, not "${expiresIn}".`);
  }
  return {
    username,
    ...(expiresIn === undefined ? {} : { expiresIn: Number(expiresIn) }),
    port: parsePort(values.port ?? (process.env.PORT || String(defaultPort))),
  };
}

async function requestToken({ username, expiresIn, port }: TokenCommand): Promise<void> {
  const url = `http://127.0.0.1:${port}/_local/token`;
  const body = JSON.stringify({ username, expires_in: expiresIn });
  const response = await fetch(url, { method: 'POST', body }).catch(() => undefined);
  if (!response) {
    console.error(`Nothing answers on port ${port}: run "npm start" first, or name its port with --port N.`);
    process.exitCode = 1;
    return;
  }
  const answer = (await response.json().catch(() => ({}))) as { access_token?: string; error?: string };
  if (answer.access_token === undefined) {
    console.error(answer.error ?? `The server on port ${port} answered ${response.status}, without a token.`);
    process.exitCode = 1;
    return;
  }
  console.log(answer.access_token);
}

let command: TokenCommand | undefined;
try {
  if (process.argv.includes('--help')) console.log(usage);
  else command = parseTokenCommand(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}
if (command) {
  await requestToken(command);
}
