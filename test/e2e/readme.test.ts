import { spawn } from 'node:child_process';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { installPackedClient } from '../client/packed-client.ts';
import type { ChatClient } from './chat-client.ts';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

interface Terminal {
  readonly user: string;
  /** Lines as wscat shows them: `> ` what is typed, `< ` what arrives. */
  readonly lines: string[];
}

/** The consoles in which somebody starts wscat with a user's token. */
function readTerminals(): Terminal[] {
  const consoles = Array.from(readme.matchAll(/```console\n(.*?)```/gs), ([, block = '']) => block);
  return consoles.map((block) => {
    const user = /token -- (\w+)/.exec(block)?.[1] ?? '';
    return { user, lines: block.split('\n').filter((line) => /^[<>] /.test(line)) };
  });
}

async function replay(client: ChatClient, lines: string[]): Promise<void> {
  for (const line of lines) {
    if (line.startsWith('> ')) client.sendRaw(line.slice(2));
    else expect(JSON.stringify({ message: await client.next() })).toBe(line.slice(2));
  }
}

test('the chat in the README is what two users see', async () => {
  const terminals = readTerminals();
  expect(terminals.map(({ user }) => user)).toEqual(['user1', 'user2']);
  const clients = await Promise.all(terminals.map(({ user }) => chat.connect(user)));
  await Promise.all(terminals.map(({ lines }, index) => replay(clients[index] as ChatClient, lines)));
});

test('its first 25 lines say how to start it, how to test it, and show a chat', () => {
  const top = readme.split('\n').slice(0, 25).join('\n');
  expect(top).toContain('npm ci && npm start');
  expect(top).toContain('npm cit');
  expect(top.match(/```/g)).toHaveLength(4);
});

test('the client in the README says what it says, pasted into a project that has the package', async () => {
  const [, example = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
  expect(example.split('\n').length).toBeLessThanOrEqual(21);
  const folder = await installPackedClient();
  try {
    const ws = join(createRequire(import.meta.url).resolve('ws/package.json'), '..');
    await symlink(ws, join(folder, 'node_modules', 'ws'), 'dir');
    const { port } = new URL(chat.stack.webSocketUrl);
    const script = join(folder, 'example.mjs');
    await writeFile(
      script,
      example.replace(':8080', `:${port}`).replace("'user1']", `'user1', '--port', '${port}']`),
    );
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const running = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    for await (const line of createInterface(running.stdout)) lines.push(line);
    // What the test before has said in the lobby is there as well: it was said a moment ago.
    expect(lines.at(0)).toBe('connecting');
    expect(lines.slice(-3)).toEqual(['live', 'lobby user1: Hello from the SDK!', 'closed']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
