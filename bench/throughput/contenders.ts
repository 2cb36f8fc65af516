import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CrowdOptions } from './crowd.ts';
import { type ServerCommand, startServer } from './server-process.ts';
import { plainWire, socketIoWire } from './wire.ts';

/** A server that is up, and how clients join it. */
export interface RunningContender extends CrowdOptions {
  stop(): Promise<void>;
}

export interface Contender {
  readonly name: string;
  /** Why it can't take part on this machine; undefined: it can. */
  missing?(): string | undefined;
  start(): Promise<RunningContender>;
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const typeScript = (file: string, ...args: string[]): ServerCommand => ({
  command: process.execPath,
  args: ['--import', 'tsx', file, ...args],
  readyLine: /^Ready: (\S+)$/m,
});

/** The stack of `npm start`, with its tables in memory. @param assembly the cloud assembly's directory */
export const chatContender = (assembly: string): Contender => ({
  name: 'this chat',
  async start() {
    const { ready, stop } = await startServer(
      typeScript('local/main.ts', '--in-memory', '--port', '0', '--app', assembly),
    );
    const url = ready[1] ?? '';
    const tokenUrl = new URL('/_local/token', url.replace(/^ws/, 'http'));
    return {
      url,
      wire: plainWire,
      stop,
      async headersOf(index) {
        const body = JSON.stringify({ username: `user${index}` });
        const answer = await fetch(tokenUrl, { method: 'POST', body });
        const { access_token: token } = (await answer.json()) as { access_token: string };
        return { Authorization: `Bearer ${token}` };
      },
    };
  },
});

export const bareWs: Contender = {
  name: 'bare `ws`',
  async start() {
    const { ready, stop } = await startServer(typeScript(here('bare-ws-server.ts')));
    return { url: ready[1] ?? '', wire: plainWire, stop };
  },
};

export const socketIo: Contender = {
  name: 'Socket.IO',
  async start() {
    const { ready, stop } = await startServer(typeScript(here('socket-io-server.ts')));
    return { url: ready[1] ?? '', wire: socketIoWire, joinsByFrame: true, stop };
  },
};

export const djangoChannels: Contender = {
  name: 'Django Channels',
  missing() {
    const isThere = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
    const hasPackages =
      isThere('daphne', '--help') && PYTHONS.some((one) => isThere(one, '-c', 'import channels'));
    return hasPackages ? undefined : '`daphne` or its packages are not on this machine';
  },
  async start() {
    const port = await findFreePort();
    const { stop } = await startServer({
      command: 'daphne',
      args: ['-b', '127.0.0.1', '-p', String(port), 'app:application'],
      directory: here('django'),
      readyLine: /Listening on TCP address/,
    });
    return { url: `ws://127.0.0.1:${port}/ws/chat/lobby/`, wire: plainWire, stop };
  },
};

/** The distribution's packages belong to its own Python, which another one may hide. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** Daphne doesn't say which port it took when it may choose. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
