/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createElement, memo } from 'react';
import type { ChatClient, Row } from '../../../client/index.ts';
import { type TimelineWithActions, useChatClient, useTimeline } from '../../../client/react/index.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { type AppUnderTest, createProbe, type Probe, renderApp } from './app-under-test.ts';

let chat: TestChat;
let app: AppUnderTest;
let lobby: Probe<TimelineWithActions>;
let clients: Probe<ChatClient>;

beforeEach(() => {
  chat = createTestChat();
  lobby = createProbe(() => useTimeline('lobby'));
  clients = createProbe(useChatClient);
});
afterEach(() => app.unmount());

const start = (user = 'user1') => {
  app = renderApp(chat, user, [createElement(lobby, { key: 1 }), createElement(clients, { key: 2 })]);
};

/** `user1: Hi`, with the status of what isn't sent. */
function textOf(row: Row): string {
  if (row.status !== 'sent') return `${row.command.content} (${row.status})`;
  return row.event.type === 'message' ? `${row.event.from}: ${row.event.content}` : row.event.type;
}
const textsOf = ({ rows }: TimelineWithActions) => rows.map(textOf).join(' | ');
const showsText = (text: string) => app.shows(lobby, (value) => textsOf(value) === text);

let rendered: string[] = [];
const OneRow = memo(({ row }: { readonly row: Row }) => {
  rendered.push(textOf(row));
  return null;
});
const Rows = () => useTimeline('lobby').rows.map((row) => createElement(OneRow, { key: row.key, row }));

describe('useTimeline', () => {
  test('shows a message of one’s own at once and once, under one key, and what others say', async () => {
    const other = await connect(chat, 'user2');
    await other.lobby('before');
    start();
    const { send } = await showsText('user2: before');
    void send('mine');
    const [, pending] = (await showsText('user2: before | mine (pending)')).rows;
    const [, sent] = (await showsText('user2: before | user1: mine')).rows;
    expect(sent?.key).toBe(pending?.key);
    await other.lobby('theirs');
    await showsText('user2: before | user1: mine | user2: theirs');
  });

  test('shows what failed with its reason, and sends it again or forgets it', async () => {
    start();
    const first = await app.shows(lobby, ({ isComplete }) => isComplete);
    const refusal = { code: 'too_large', message: 'Too long' } as const;
    chat.refuseNext('user1', 'lobby', refusal);
    await expect(first.send('one')).rejects.toMatchObject({ code: 'too_large' });
    const [failed] = (await showsText('one (failed)')).rows;
    expect(failed).toMatchObject({ error: { code: 'too_large', message: 'Too long' } });
    first.retry(failed?.key ?? '');
    await showsText('user1: one');
    chat.refuseNext('user1', 'lobby', refusal);
    await first.send('two').catch(() => undefined);
    const [, other] = (await showsText('user1: one | two (failed)')).rows;
    first.dismiss(other?.key ?? '');
    await showsText('user1: one');
  });

  test('edits and deletes one’s own, and says which rows that is possible of', async () => {
    const other = await connect(chat, 'user2');
    await other.lobby('theirs');
    start();
    const { send, edit, remove } = await showsText('user2: theirs');
    const { id = '' } = await send('mine');
    const { rows, canEdit } = await showsText('user2: theirs | user1: mine');
    expect(rows.map(canEdit)).toEqual([false, true]);
    void edit(id, 'changed');
    const [, waiting] = (await showsText('user2: theirs | user1: changed')).rows;
    expect(waiting).toMatchObject({ change: { status: 'pending' } });
    await app.shows(lobby, (value) => value.rows.every((row) => row.status === 'sent' && !row.change));
    await remove(id);
    const gone = await showsText('user2: theirs | user1: ');
    expect(gone.rows.map(gone.canEdit)).toEqual([false, false]);
  });

  test('says why a change failed, and asks for it again or forgets it', async () => {
    start();
    const { send, edit, retry, dismiss } = await app.shows(lobby, ({ isComplete }) => isComplete);
    const { id = '' } = await send('one');
    const changeOf = ({ rows: [row] }: TimelineWithActions) =>
      row?.status === 'sent' ? row.change : undefined;
    const fail = async () => {
      chat.refuseNext('user1', 'edit', { code: 'blocked', message: 'No' });
      await edit(id, 'two').catch(() => undefined);
      const value = await app.shows(lobby, (shown) => changeOf(shown)?.status === 'failed');
      expect([textsOf(value), changeOf(value)?.error?.message]).toEqual(['user1: one', 'No']);
      return changeOf(value)?.ref ?? '';
    };
    dismiss(await fail());
    await app.shows(lobby, (value) => !changeOf(value));
    retry(await fail());
    await app.shows(lobby, (value) => textsOf(value) === 'user1: two' && !changeOf(value));
  });

  test('shows once what was given up and has arrived after all', async () => {
    start();
    await app.shows(lobby, ({ isComplete }) => isComplete);
    chat.refuseNext('user1', 'lobby', { code: 'too_large', message: 'No' });
    const ref = 'the-same';
    const client = clients.values.at(-1);
    await client?.lobby('one', { ref }).catch(() => undefined);
    await showsText('one (failed)');
    // The same command once more, as a server does it that had taken it in spite of what it said.
    await client?.lobby('one', { ref });
    await showsText('user1: one');
  });

  test('begins with the newest thirty and loads older ones when asked to', async () => {
    let ahead = 0;
    chat = createTestChat({ now: () => Date.now() + ahead });
    const other = await connect(chat, 'user2');
    for (let count = 0; count < 70; count++) await other.lobby(`${count}`);
    await chat.settled();
    // Then they are older than what a new device is told by its first sync.
    ahead = 600_000;
    start();
    const first = await app.shows(lobby, ({ rows, isLoading }) => rows.length > 0 && !isLoading);
    expect(first.rows).toHaveLength(30);
    while (!lobby.values.at(-1)?.isComplete) {
      first.older();
      await app.shows(lobby, ({ isLoading }) => isLoading);
      await app.shows(lobby, ({ isLoading }) => !isLoading);
    }
    expect(lobby.values.at(-1)?.rows.map(textOf)).toEqual(
      Array.from({ length: 70 }, (_, count) => `user2: ${count}`),
    );
  });

  test('asks for a group’s only when one is in it', async () => {
    const group = createProbe(() => useTimeline('group:devs'));
    app = renderApp(chat, 'user1', [createElement(group, { key: 1 }), createElement(clients, { key: 2 })]);
    const client = await app.shows(clients, () => true);
    await client.ready();
    group.values.at(-1)?.older();
    await client.join('devs');
    await app.shows(group, (value) => textsOf(value) === 'joined' && value.isComplete);
    expect(group.values.map(({ error }) => error)).toEqual(group.values.map(() => undefined));
  });

  test('has of a group with its full history what was said before, also when one comes back to it', async () => {
    const other = await connect(chat, 'user2');
    await other.create('devs', { history: 'full' });
    await other.group('devs', 'Before');
    const group = createProbe(() => useTimeline('group:devs'));
    app = renderApp(chat, 'user1', [createElement(group, { key: 1 }), createElement(clients, { key: 2 })]);
    const client = await app.shows(clients, () => true);
    await client.join('devs');
    await app.shows(group, (value) => textsOf(value) === 'joined | user2: Before | joined');
    await client.leave('devs');
    await app.shows(group, (value) => textsOf(value) === 'left');
    await client.join('devs');
    await app.shows(group, (value) => textsOf(value) === 'joined | user2: Before | joined | left | joined');
  });

  test('says why older ones did not come, and loads them when asked again', async () => {
    chat.refuseNext('user1', 'history', { code: 'too_large', message: 'No' });
    start();
    const { error, older } = await app.shows(lobby, (value) => value.error !== undefined);
    expect(error).toMatchObject({ message: 'No' });
    older();
    await app.shows(lobby, (value) => value.error === undefined && value.isComplete);
  });

  test('renders a row again only when that row has changed', async () => {
    const other = await connect(chat, 'user2');
    for (const text of ['a', 'b', 'c']) await other.lobby(text);
    app = renderApp(chat, 'user1', [createElement(Rows, { key: 1 }), createElement(lobby, { key: 2 })]);
    const { send } = await app.shows(lobby, ({ rows, isComplete }) => rows.length === 3 && isComplete);
    rendered = [];
    await send('mine');
    await app.shows(lobby, (value) => textsOf(value) === 'user2: a | user2: b | user2: c | user1: mine');
    await other.lobby('d');
    await app.shows(lobby, ({ rows }) => rows.length === 5);
    expect(rendered).toEqual(['mine (pending)', 'user1: mine', 'user2: d']);
  });

  test('renders nothing again for what is said in another conversation', async () => {
    const other = await connect(chat, 'user2');
    start();
    await app.shows(lobby, ({ isComplete }) => isComplete);
    const heard = createProbe(() => useTimeline('whisper:user2'));
    app.render([createElement(lobby, { key: 'lobby' }), createElement(heard, { key: 'whisper' })]);
    await app.shows(heard, ({ isComplete }) => isComplete);
    const before = lobby.values.length;
    await other.whisper('user1', 'psst');
    await app.shows(heard, (value) => textsOf(value) === 'user2: psst');
    expect(lobby.values).toHaveLength(before);
  });
});
