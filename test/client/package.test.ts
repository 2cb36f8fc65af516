import { execFile } from 'node:child_process';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { compileExamples } from './compile-examples.ts';
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

/** Runs a file of the project, in a Node without a WebSocket of its own. */
async function runFile(name: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--no-experimental-websocket', join(folder, name)], {
    timeout: 60_000,
  });
  return stdout;
}

async function runScript(script: string, name = 'script.mjs'): Promise<string> {
  await writeFile(join(folder, name), script);
  return runFile(name);
}

/** What becomes of making a client. */
const tryToMakeOne = () => `
  try {
    createChatClient({ url: '${server.url}', token: () => 'a.good.token' });
  } catch (error) {
    console.log(error.message);
  }`;

/** A bundle for Node of a script that imports the package. @param external whether `ws` is left out of it */
async function bundleForNode(format: 'esm' | 'cjs', script: string, external: boolean): Promise<string> {
  const name = `bundle.${format === 'esm' ? 'mjs' : 'cjs'}`;
  await build({
    stdin: {
      contents: `import { createChatClient } from 'serverless-chat-client';${script}`,
      resolveDir: folder,
    },
    outfile: join(folder, name),
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    format,
    ...(external && { external: ['ws'] }),
    // As bundlers of ES modules for Node are told to, for packages that require Node's own.
    ...(format === 'esm' &&
      !external && {
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
      }),
  });
  return name;
}

describe('the package', () => {
  test('says what to do where there is no WebSocket, and why there is none', async () => {
    const printed = await runScript(
      `import { createChatClient } from 'serverless-chat-client';${tryToMakeOne()}`,
    );
    expect(printed).toMatch(
      /openSocket, or use Node 22 or newer, or `npm install ws`.*Cannot find module 'ws'/,
    );
  });

  test('says what a bundle did to ws, where that is why there is no WebSocket', async () => {
    await addWs();
    expect(await runFile(await bundleForNode('esm', tryToMakeOne(), true))).toMatch(
      /npm install ws.*Dynamic require of "ws" is not supported/,
    );
  });

  test('has both halves of what tabs share, for import and for require', async () => {
    const printed = await runScript(`
      import { createRequire } from 'node:module';
      console.log(Object.keys(await import('serverless-chat-client/tabs')).join());
      console.log(Object.keys(createRequire(import.meta.url)('serverless-chat-client/tabs')).join());`);
    expect(printed).toBe('createTabSocket,serveTabs\n'.repeat(2));
  });

  test('is loaded by require, as the same classes that import gives', async () => {
    const printed = await runScript(
      `const required = require('serverless-chat-client');
       import('serverless-chat-client').then((imported) => {
         for (const name of Object.keys(required)) console.log(name, required[name] === imported[name]);
       });`,
      'script.cjs',
    );
    expect(printed.trim().split('\n').sort()).toEqual([
      'ChatRequestError true',
      'ConnectionError true',
      'canEdit true',
      'connectionStatus true',
      'conversationList true',
      'conversationOf true',
      'createChatClient true',
      'createMemoryStore true',
      'createWebStore true',
      'eachItem true',
      'failedMessages true',
      'groupIn true',
      'groupMembers true',
      'groupProfile true',
      'invitations true',
      'isChangeCommand true',
      'isMessageCommand true',
      'isReactionCommand true',
      'isWanted true',
      'mentionsUser true',
      'messageReactions true',
      'ownMutes true',
      'peerIn true',
      'pendingMessages true',
      'pinnedMessages true',
      'presences true',
      'readMarks true',
      'relations true',
      'say true',
      'timelineRows true',
      'typingUsers true',
      'userProfiles true',
      'wantedCount true',
    ]);
  });

  test.each(['esm', 'cjs'] as const)('chats from a bundle of esbuild, format %s', async (format) => {
    const name = await bundleForNode(
      format,
      `(async () => {
        const client = createChatClient({ url: '${server.url}', token: () => 'a.good.token' });
        client.connect();
        console.log((await client.lobby('Hi')).command.content);
        client.close();
      })();`,
      false,
    );
    expect(await runFile(name)).toBe('Hi\n');
  });

  test.each(['browser.js', 'node.js'])(
    'loads cjs/%s where there is neither TextEncoder nor crypto',
    async (file) => {
      const printed = await runScript(
        `delete globalThis.TextEncoder;
       delete globalThis.crypto;
       console.log(typeof require('./node_modules/serverless-chat-client/cjs/${file}').createChatClient);`,
        'bare.cjs',
      );
      expect(printed).toBe('function\n');
    },
  );

  test.each(['esm', 'cjs'] as const)('brings a chat for tests of apps, format %s', async (format) => {
    const [create, load] =
      format === 'esm'
        ? [
            "import { createChatClient } from 'serverless-chat-client';",
            "import { createTestChat } from 'serverless-chat-client/testing';",
          ]
        : [
            "const { createChatClient } = require('serverless-chat-client');",
            "const { createTestChat } = require('serverless-chat-client/testing');",
          ];
    const printed = await runScript(
      `${create}
       ${load}
       delete globalThis.TextEncoder;
       (async () => {
         const chat = createTestChat();
         const [one, two] = ['one', 'two'].map((user) => createChatClient(chat.optionsFor(user)));
         two.on('message', ({ from, content }) => console.log(from + ': ' + content));
         for (const client of [one, two]) client.connect();
         await Promise.all([one.ready(), two.ready()]);
         await one.whisper('two', 'Hello!');
         await chat.settled();
         for (const client of [one, two]) client.close();
       })();`,
      format === 'esm' ? 'script.mjs' : 'script.cjs',
    );
    expect(printed).toBe('one: Hello!\n');
  });

  test('does in Node what its README shows', async () => {
    const readme = await readFile(
      join(folder, 'node_modules', 'serverless-chat-client', 'README.md'),
      'utf8',
    );
    const [, example = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    expect(example).toContain('wss://chat.example.com/ws/chat/lobby/');
    const printed = await runScript(
      `globalThis.fetch = async () => new Response('a.good.token');\n${example}`.replace(
        'wss://chat.example.com/ws/chat/lobby/',
        server.url,
      ),
    );
    expect(printed.trim().split(/ *\n/)).toEqual([
      'connecting',
      'live',
      'whisper user1: Hello!',
      'group user1: Hi',
      '0 0 0',
      'closed The client was closed',
    ]);
  });

  test('shows what was just written once, and is tested, as its README shows', async () => {
    const readme = await readFile(
      join(folder, 'node_modules', 'serverless-chat-client', 'README.md'),
      'utf8',
    );
    const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, block = '']) => block);
    const [rows] = blocks.filter((block) => block.includes('const rows'));
    const [test] = blocks.filter((block) => block.includes('createTestChat'));
    const printed = await runScript(
      `import { createChatClient, pendingMessages } from 'serverless-chat-client';
       ${test}
       const client = one;
       const shown = [];
       const show = () => {
         const text = rows(client, 'lobby').map(({ content, isPending }) => content + (isPending ? '…' : '')).join(' ');
         if (text !== shown.at(-1)) shown.push(text);
       };
       ${rows}
       chat.refuseNext('user1', 'lobby', { code: 'rate_limited', message: 'Slow down' });
       await client.lobby('refused').catch(({ code }) => shown.push(code));
       await Promise.all([client.lobby('a'), client.lobby('b')]);
       await chat.settled();
       console.log(shown.join(' | '));
       one.close();
       two.close();`,
    );
    expect(printed).toBe('refused… |  | rate_limited | a… | a… b… | a b… | a b\n');
  });

  test('has the pages that its README links to', async () => {
    const installed = join(folder, 'node_modules', 'serverless-chat-client');
    const readme = await readFile(join(installed, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
    expect(links).toContain('docs/protocol.md');
    for (const link of links)
      expect((await readFile(join(installed, link), 'utf8')).length).toBeGreaterThan(0);
  });

  test('brings types that need nothing else, for bundlers and for Node', async () => {
    const consumer = `import { type ChatClient, ChatRequestError, conversationList, createChatClient, createWebStore, type LoggedFrame } from 'serverless-chat-client';
       import { createTestChat, type TestChat } from 'serverless-chat-client/testing';
       const client: ChatClient = createChatClient({ url: 'wss://chat.test', token: async () => 'a.good.token' });
       client.on('event', (event: LoggedFrame) => event.id.toUpperCase());
       client.on('message', ({ content }) => content.toUpperCase());
       export const since = async (): Promise<string[]> => (await client.friends()).items.map((item) => item.since);
       export const chat: TestChat = createTestChat({ blockPolicy: 'silent' });
       createChatClient({ ...chat.optionsFor('user1'), store: createWebStore({ name: 'mine' }) });
       export const unread = (): number => conversationList(client).unread;
       client.lobby('Hi').catch((error) => error instanceof ChatRequestError && error.code === 'given_up');
       // @ts-expect-error there is no such event
       client.on('mesage', () => undefined);`;
    for (const name of ['consumer.ts', 'consumer.cts']) await writeFile(join(folder, name), consumer);
    const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
    for (const [module, resolution] of [
      ['esnext', 'bundler'],
      ['node16', 'node16'],
      ['nodenext', 'nodenext'],
    ] as const) {
      const flags = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022', '--types', ''];
      const { stdout } = await run(
        process.execPath,
        [tsc, ...flags, '--module', module, '--moduleResolution', resolution, 'consumer.ts', 'consumer.cts'],
        { cwd: folder },
      ).catch((error) => error);
      expect([resolution, stdout]).toEqual([resolution, '']);
    }
  });

  test('has in its README no example that a compiler refuses in an app', async () => {
    const readme = await readFile(
      join(folder, 'node_modules', 'serverless-chat-client', 'README.md'),
      'utf8',
    );
    expect(await compileExamples(folder, readme)).toBe('');
  });

  test('has nothing of Node in what browsers get, and no schema validator anywhere', async () => {
    const installed = join(folder, 'node_modules', 'serverless-chat-client');
    const names = await readdir(installed, { recursive: true, withFileTypes: true });
    const isForTests = ({ name }: { readonly name: string }) => name === 'testing.js';
    for (const file of names.filter((entry) => entry.isFile() && !isForTests(entry))) {
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain('valibot');
    }
    const browser = await readFile(join(installed, 'browser.js'), 'utf8');
    expect(browser).not.toMatch(/\bimport\b|\brequire\(|\bprocess\.|\bBuffer\b/);
    // Some of React Native's engines can't parse properties of Unicode.
    expect(browser).not.toMatch(/\\p\{/);
  });
});
