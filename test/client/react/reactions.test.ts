/** @jest-environment jsdom */
import { afterEach, beforeEach, test } from '@jest/globals';
import { createElement } from 'react';
import { type Reactions, useReactions, useTimeline } from '../../../client/react/index.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { type AppUnderTest, createProbe, renderApp } from './app-under-test.ts';

let chat: TestChat;
let app: AppUnderTest;

beforeEach(() => {
  chat = createTestChat();
});
afterEach(() => app.unmount());

const textOf = ({ reactions }: Reactions) =>
  reactions.map(({ emoji, count, mine }) => `${emoji}${count}${mine ? '!' : ''}`).join(' ');

test('useReactions shows who has reacted, and toggles one’s own', async () => {
  const other = await connect(chat, 'user2');
  const { id = '' } = await other.lobby('Shall we?');
  await other.react('lobby', id, '👍');
  await chat.settled();
  const lobby = createProbe(() => useTimeline('lobby'));
  const reactions = createProbe(() => useReactions('lobby', id));
  app = renderApp(chat, 'user1', [createElement(lobby, { key: 1 }), createElement(reactions, { key: 2 })]);
  const { toggle } = await app.shows(reactions, (value) => textOf(value) === '👍1');
  toggle('👍');
  const mine = await app.shows(reactions, (value) => textOf(value) === '👍2!');
  mine.toggle('👍');
  await app.shows(reactions, (value) => textOf(value) === '👍1');
  await chat.settled();
  await app.shows(reactions, (value) => textOf(value) === '👍1');
});
