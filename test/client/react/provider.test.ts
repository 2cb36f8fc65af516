/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { ChatClient } from '../../../client/index.ts';
import { useChatClient, useConnection, useTimeline } from '../../../client/react/index.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { type AppUnderTest, createProbe, renderApp } from './app-under-test.ts';

/** Of jsdom; the project's own code has no page. */
declare const document: { createElement(name: string): Element };

let chat: TestChat;
let app: AppUnderTest;

beforeEach(() => {
  chat = createTestChat();
});
afterEach(() => app?.unmount());

test('in strict mode, which makes each client twice, the first is closed and the second connects', async () => {
  const clients = createProbe(useChatClient);
  const connection = createProbe(useConnection);
  const children = [createElement(clients, { key: 1 }), createElement(connection, { key: 2 })];
  app = renderApp(chat, 'user1', children, true);
  const { user } = await app.shows(connection, ({ state }) => state === 'live');
  expect(user).toBe('user1');
  await chat.settled();
  expect(new Set(clients.values).size).toBe(1);
});

test('another user has another client, and sees nothing of the first one’s, who is signed out', async () => {
  const other = await connect(chat, 'user3');
  const clients = createProbe(useChatClient);
  const whispers = createProbe(() => useTimeline('whisper:user3'));
  const children = [createElement(clients, { key: 1 }), createElement(whispers, { key: 2 })];
  app = renderApp(chat, 'user1', children);
  await app.shows(whispers, ({ isComplete }) => isComplete);
  await other.whisper('user1', 'secret');
  await app.shows(whispers, ({ rows }) => rows.length === 1);
  whispers.values.length = 0;
  app.render(children, 'user2');
  await app.shows(whispers, ({ isComplete }) => isComplete);
  expect(whispers.values.flatMap(({ rows }) => rows)).toEqual([]);
  const [first, second] = [...new Set(clients.values)] as [ChatClient, ChatClient];
  expect([first.state, second.state, second.user]).toEqual(['closed', 'live', 'user2']);
});

test('the client is closed when the app isn’t shown any more', async () => {
  const clients = createProbe(useChatClient);
  app = renderApp(chat, 'user1', createElement(clients));
  const client = await app.shows(clients, () => true);
  app.unmount();
  expect(client.state).toBe('closed');
});

test('a lost connection is told with its cause, and that it is back', async () => {
  const connection = createProbe(useConnection);
  app = renderApp(chat, 'user1', createElement(connection));
  await app.shows(connection, ({ state }) => state === 'live');
  chat.disconnect('user1');
  const { failure } = await app.shows(connection, ({ state }) => state === 'resuming');
  expect(failure?.message).toMatch(/./);
  chat.reconnect('user1');
  await app.shows(connection, ({ state, failure: none }) => state === 'live' && none === undefined);
});

test('a hook outside of a provider says what is missing', async () => {
  const error = await new Promise((resolve) => {
    const root = createRoot(document.createElement('div'), { onUncaughtError: resolve });
    root.render(createElement(createProbe(useChatClient)));
  });
  expect(error).toEqual(new Error('There is no ChatProvider around this component'));
});
