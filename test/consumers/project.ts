import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackedClient } from '../client/packed-client.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/** Somebody's project, outside of this one, that has the packed client and `ws` among its packages. */
export interface Project {
  readonly folder: string;
  /** Of the chat that its programs send to. */
  readonly url: string;
  /** @returns the file's path */
  write(name: string, text: string): Promise<string>;
  /** Runs a file with Node, and gives what it prints. @throws when it fails, with what it printed */
  node(...args: string[]): Promise<string>;
}

/**
 * What each consumer's program does, but for how it gets `createChatClient`: chats, and says so.
 * @param url an expression
 */
export const chatAt = (url: string) => `
  const client = createChatClient({ url: ${url}, token: () => 'a.good.token' });
  client.connect();
  const { command } = await client.lobby('Hi');
  client.close();
  console.log('sent ' + command.content);
`;

export const CHATTED = 'sent Hi\n';

export async function makeProject(url: string): Promise<Project> {
  const folder = await installPackedClient();
  await symlink(join(require.resolve('ws/package.json'), '..'), join(folder, 'node_modules', 'ws'), 'dir');
  return {
    folder,
    url,
    async write(name, text) {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    async node(...args) {
      const { stdout } = await run(process.execPath, args, { cwd: folder, timeout: 60_000 });
      return stdout;
    },
  };
}

/** A program that runs a browser's bundle where there is a WebSocket, as in browsers. */
export const runBundle = (path: string) => `
  import { WebSocket } from 'ws';
  globalThis.WebSocket = WebSocket;
  await import(${JSON.stringify(path)});
`;
