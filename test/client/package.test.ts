import { execFile } from 'node:child_process';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installPackedClient } from './packed-client.ts';
import { type SmallServer, startSmallServer } from './small-server.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

let folder: string;
let server: SmallServer;

beforeAll(async () => {
  server = await startSmallServer();
  folder = await installPackedClient();
}, 300_000);

afterAll(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const addWs = () =>
  symlink(join(require.resolve('ws/package.json'), '..'), join(folder, 'node_modules', 'ws'), 'dir');

/** Runs a script in the project, in a Node without a WebSocket of its own. */
async function runScript(script: string): Promise<string> {
  const name = join(folder, 'script.mjs');
  await writeFile(name, script);
  const { stdout } = await run(process.execPath, ['--no-experimental-websocket', name], { timeout: 60_000 });
  return stdout;
}

describe('the package', () => {
  it('says what to do where there is no WebSocket', async () => {
    const printed = await runScript(`
      import { createChatClient } from 'serverless-chat-client';
      try {
        createChatClient({ url: '${server.url}', token: () => 'a token' });
      } catch (error) {
        console.log(error.message);
      }`);
    expect(printed).toMatch(/Node 22 or newer.*npm install ws.*openSocket/);
  });

  it('does in Node what its README shows', async () => {
    await addWs();
    const readme = await readFile(
      join(folder, 'node_modules', 'serverless-chat-client', 'README.md'),
      'utf8',
    );
    const [, example = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    expect(example).toContain('wss://chat.example.com/ws/chat/lobby/');
    const printed = await runScript(
      `globalThis.fetch = async () => new Response('a token');\n${example}`.replace(
        'wss://chat.example.com/ws/chat/lobby/',
        server.url,
      ),
    );
    expect(printed.trim().split(/ *\n/)).toEqual([
      'connecting',
      'live',
      'whisper user1: Hello!',
      'group user1: Hi',
      '0 0',
      'closed The client was closed',
    ]);
  });

  it('brings types that need nothing else, for bundlers and for Node', async () => {
    await writeFile(
      join(folder, 'consumer.ts'),
      `import { type ChatClient, ChatRequestError, createChatClient, type LoggedFrame } from 'serverless-chat-client';
       const client: ChatClient = createChatClient({ url: 'wss://chat.test', token: async () => 'a token' });
       client.on('event', (event: LoggedFrame) => event.id.toUpperCase());
       client.on('message', ({ content }) => content.toUpperCase());
       export const since = async (): Promise<string[]> => (await client.friends()).items.map((item) => item.since);
       client.lobby('Hi').catch((error) => error instanceof ChatRequestError && error.code === 'given_up');
       // @ts-expect-error there is no such event
       client.on('mesage', () => undefined);`,
    );
    const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
    for (const [module, resolution] of [
      ['esnext', 'bundler'],
      ['nodenext', 'nodenext'],
    ] as const) {
      const flags = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022', '--types', ''];
      const { stdout } = await run(
        process.execPath,
        [tsc, ...flags, '--module', module, '--moduleResolution', resolution, 'consumer.ts'],
        { cwd: folder },
      ).catch((error) => error);
      expect([resolution, stdout]).toEqual([resolution, '']);
    }
  });

  it('has nothing of Node in what browsers get, and no schema validator anywhere', async () => {
    const installed = join(folder, 'node_modules', 'serverless-chat-client');
    const names = await readdir(installed, { recursive: true, withFileTypes: true });
    for (const file of names.filter((entry) => entry.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain('valibot');
    }
    const browser = await readFile(join(installed, 'browser.js'), 'utf8');
    expect(browser).not.toMatch(/\bimport\b|\brequire\(|\bprocess\.|\bBuffer\b/);
  });
});
