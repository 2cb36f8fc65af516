import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROJECT_DIRECTORY } from '../chat-assembly.ts';

/** A server in a process of its own, as its users have it. */
export interface ServerProcess {
  /** What it printed that matched. */
  readonly ready: RegExpMatchArray;
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Default: the project's. */
  readonly directory?: string;
  /** The line, on either stream, that says where it listens. */
  readonly readyLine: RegExp;
}

const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 15_000;

/** @throws Error with what the server printed, when it ends or says nothing in time */
export async function startServer(server: ServerCommand): Promise<ServerProcess> {
  const { command, args, directory = PROJECT_DIRECTORY, readyLine } = server;
  const child = spawn(command, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  const ready = new Promise<RegExpMatchArray>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${command} ${args.join(' ')} ${why}:\n${output}`));
    const timer = setTimeout(() => fail('is not ready'), STARTS_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-10_000);
        const match = readyLine.exec(output);
        if (match) {
          clearTimeout(timer);
          resolve(match);
        }
      });
    }
    child.once('error', (error) => fail(error.message));
    child.once('exit', () => fail('ended'));
  });

  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }

  try {
    return { ready: await ready, stop };
  } catch (error) {
    if (child.pid !== undefined && child.exitCode === null) await stop();
    throw error;
  }
}
