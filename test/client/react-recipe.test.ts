/** @jest-environment jsdom */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as react from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type ChatClient, type ChatClientOptions, createChatClient } from '../../client/index.ts';
import { pendingMessages } from '../../client/views/pending-messages.ts';
import { createTestChat, type TestChat } from '../../testing/test-chat.ts';
import { connect } from './test-chat-clients.ts';

interface Row {
  readonly key: string;
  readonly from: string;
  readonly content: string;
  readonly isPending?: boolean;
}
interface Recipe {
  useClient(user: string): ChatClient | undefined;
  useMessages(client: ChatClient, conversation: string): readonly Row[];
}

/** Of jsdom; the project's own code has no page. */
declare const document: { createElement(name: string): Element };

let chat: TestChat;
let root: Root;
let made: ChatClient[];
/** What the page shows, each time that it is other than before. */
let shown: string[];
let whenShown: () => void;

beforeEach(() => {
  chat = createTestChat();
  made = [];
  shown = [];
  whenShown = () => undefined;
  root = createRoot(document.createElement('div'));
});
afterEach(() => root.unmount());

/** The hooks of the README as they stand, with a chat in memory in the place of the app's. */
async function pasteRecipe(user: string): Promise<Recipe> {
  const readme = await readFile('client/README.md', 'utf8');
  const blocks = [...readme.matchAll(/```jsx?\n(.*?)```/gs)].map(([, block = '']) => block);
  const [rows = ''] = blocks.filter((block) => block.includes('const rows'));
  const [hooks = ''] = blocks.filter((block) => block.includes('function useClient'));
  // The lines behind `rows` are the page's of the README's example.
  const code = `${rows.slice(0, rows.indexOf('];') + 2)}\n${hooks}`;
  const names = {
    useState: react.useState,
    useEffect: react.useEffect,
    useSyncExternalStore: react.useSyncExternalStore,
    pendingMessages,
    createWebStore: () => undefined,
    url: undefined,
    token: undefined,
    createChatClient(options: ChatClientOptions) {
      const client = createChatClient({ ...options, ...chat.optionsFor(user), report: () => undefined });
      made.push(client);
      return client;
    },
  };
  const recipe = new Function(...Object.keys(names), `${code}; return { useClient, useMessages };`);
  return recipe(...Object.values(names)) as Recipe;
}

/** The smallest app around the recipe. */
function App({ recipe, user }: { recipe: Recipe; user: string }) {
  const client = recipe.useClient(user);
  return client ? react.createElement(Messages, { recipe, client }) : null;
}

function Messages({ recipe, client }: { recipe: Recipe; client: ChatClient }) {
  const text = recipe
    .useMessages(client, 'lobby')
    .map(({ from, content, isPending }) => `${from}: ${content}${isPending ? '…' : ''}`)
    .join(' | ');
  react.useEffect(() => {
    if (text !== shown.at(-1)) shown.push(text);
    whenShown();
  });
  return text;
}

const shows = (text: string) =>
  new Promise<void>((resolve) => {
    whenShown = () => {
      if (shown.at(-1) === text) resolve();
    };
    whenShown();
  });

test('React shows a message of one’s own at once and once, and what others say, by the README’s hooks', async () => {
  const other = await connect(chat, 'user2');
  await other.lobby('before');
  root.render(react.createElement(App, { recipe: await pasteRecipe('user1'), user: 'user1' }));
  await shows('user2: before');
  const [client] = made as [ChatClient];
  await client.lobby('mine');
  await other.lobby('theirs');
  await shows('user2: before | user1: mine | user2: theirs');
  expect(shown.filter((text) => text.includes('mine…'))).toEqual(['user2: before | user1: mine…']);
});

test('in strict mode, which makes each client twice, the first is closed and the second connects', async () => {
  const other = await connect(chat, 'user2');
  const app = react.createElement(App, { recipe: await pasteRecipe('user1'), user: 'user1' });
  root.render(react.createElement(react.StrictMode, null, app));
  await shows('');
  await other.lobby('hello');
  await shows('user2: hello');
  await made[1]?.ready();
  expect(made.map(({ state }) => state)).toEqual(['closed', 'live']);
});
