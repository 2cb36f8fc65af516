import { exec } from 'node:child_process';
import type { RefusedToken } from '../../client/index.ts';
import { NoToken } from './no-token.ts';

/** The SDK asks anew after 30 s; a command that hangs must not run on beside the next. */
const LONGEST_MS = 30_000;

/**
 * Runs a command by the shell for a token: its standard output. In its environment CHAT_TOKEN_REFUSED is the code with
 * which the server refused the last one, or empty: a cached token won't do then.
 * @throws NoToken with what the command said on its standard error
 */
export function askTokenCommand(command: string, refused?: RefusedToken): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CHAT_TOKEN_REFUSED: refused?.code ?? '' };
    const child = exec(command, { env, timeout: LONGEST_MS }, (error, stdout, stderr) => {
      if (!error && stdout.trim() !== '') return resolve(stdout.trim());
      reject(new NoToken(`The token command ${describeEnd(error)}${quote(stderr)}`));
    });
    // What is typed is for the chat.
    child.stdin?.end();
  });
}

function describeEnd(error: { code?: unknown; killed?: boolean; signal?: unknown } | null): string {
  if (!error) return 'printed no token';
  if (error.killed) return `took more than ${LONGEST_MS / 1_000} seconds`;
  return error.signal ? `was ended by ${error.signal}` : `failed with ${error.code}`;
}

const quote = (stderr: string) => (stderr.trim() === '' ? '.' : `: ${stderr.trim()}`);
