import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
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

it('the chat in the README is what two users see', async () => {
  const terminals = readTerminals();
  expect(terminals.map(({ user }) => user)).toEqual(['user1', 'user2']);
  const clients = await Promise.all(terminals.map(({ user }) => chat.connect(user)));
  await Promise.all(terminals.map(({ lines }, index) => replay(clients[index] as ChatClient, lines)));
});

it('its first 25 lines say how to start it, how to test it, and show a chat', () => {
  const top = readme.split('\n').slice(0, 25).join('\n');
  expect(top).toContain('npm ci && npm start');
  expect(top).toContain('npm cit');
  expect(top.match(/```/g)).toHaveLength(4);
});
