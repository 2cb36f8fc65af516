/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createElement } from 'react';
import {
  useChatClient,
  useChatEvent,
  useConversations,
  useFriends,
  useGroup,
  useGroupNames,
  useGroupProfile,
  useInvitations,
  usePins,
  usePresence,
  useProfile,
  useProfiles,
  useReadMark,
  useTyping,
  useUnread,
} from '../../../client/react/index.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { type AppUnderTest, createProbe, renderApp } from './app-under-test.ts';

let chat: TestChat;
let app: AppUnderTest;

beforeEach(() => {
  chat = createTestChat();
});
afterEach(() => app.unmount());

test('useFriends follows requests, friendships and blocks, whoever of the two changes them', async () => {
  const other = await connect(chat, 'user2');
  const probe = createProbe(useFriends);
  const clients = createProbe(useChatClient);
  app = renderApp(chat, 'user1', [createElement(probe, { key: 1 }), createElement(clients, { key: 2 })]);
  await app.shows(probe, ({ isLoaded }) => isLoaded);
  const client = await app.shows(clients, () => true);
  await other.add('user1');
  await app.shows(probe, ({ incoming }) => incoming.includes('user2'));
  await client.decline('user2');
  await app.shows(probe, ({ incoming }) => incoming.length === 0);
  await client.add('user2');
  await app.shows(probe, ({ outgoing }) => outgoing.includes('user2'));
  await other.accept('user1');
  await app.shows(probe, ({ friends, outgoing }) => friends.includes('user2') && outgoing.length === 0);
  await other.unfriend('user1');
  await app.shows(probe, ({ friends }) => friends.length === 0);
  await client.block('user2');
  await app.shows(probe, ({ blocked }) => blocked.includes('user2'));
  await client.unblock('user2');
  await app.shows(probe, ({ blocked }) => blocked.length === 0);
});

test('useInvitations has the groups that one is invited to, until one answers', async () => {
  const other = await connect(chat, 'user2');
  await other.create('devs', { kind: 'private', title: 'Developers' });
  const probe = createProbe(useInvitations);
  const clients = createProbe(useChatClient);
  app = renderApp(chat, 'user1', [createElement(probe, { key: 1 }), createElement(clients, { key: 2 })]);
  await app.shows(probe, ({ isLoaded }) => isLoaded);
  const client = await app.shows(clients, () => true);
  await other.invite('devs', 'user1');
  const { items } = await app.shows(probe, (found) => found.items.length === 1);
  expect(items).toMatchObject([{ group: 'devs', from: 'user2', title: 'Developers' }]);
  await client.declineInvite('devs');
  await app.shows(probe, (found) => found.items.length === 0);
});

test('useFriends has what changed while there was no connection', async () => {
  const other = await connect(chat, 'user2');
  const probe = createProbe(useFriends);
  app = renderApp(chat, 'user1', createElement(probe));
  await app.shows(probe, ({ isLoaded }) => isLoaded);
  await other.add('user1');
  await app.shows(probe, ({ incoming }) => incoming.length === 1);
  chat.disconnect('user1');
  // The withdrawal is told to nobody who is away.
  await other.unfriend('user1');
  chat.reconnect('user1');
  await app.shows(probe, ({ incoming }) => incoming.length === 0);
});

test('useGroup has who is in a group, follows who comes and goes, and whether one is in it oneself', async () => {
  const other = await connect(chat, 'user2');
  await other.join('devs');
  const probe = createProbe(() => useGroup('devs'));
  const names = createProbe(useGroupNames);
  const clients = createProbe(useChatClient);
  app = renderApp(
    chat,
    'user1',
    [probe, names, clients].map((one, key) => createElement(one, { key })),
  );
  const client = await app.shows(clients, () => true);
  await client.ready();
  expect(probe.values.at(-1)).toMatchObject({ isMember: false, isLoaded: false });
  await client.join('devs');
  await app.shows(names, (value) => value.includes('devs'));
  await app.shows(probe, ({ isMember, users }) => isMember && users.join() === 'user1,user2');
  const third = await connect(chat, 'user3');
  await third.join('devs');
  await app.shows(probe, ({ users }) => users.join() === 'user1,user2,user3');
  await other.leave('devs');
  await app.shows(probe, ({ users }) => users.join() === 'user1,user3');
  await client.leave('devs');
  await app.shows(probe, ({ isMember, users }) => !isMember && users.length === 0);
});

test('useUnread counts a conversation or all, renders for no other, and a read mark sets it back', async () => {
  const other = await connect(chat, 'user2');
  const ofLobby = createProbe(() => useUnread('lobby'));
  const all = createProbe(() => useUnread());
  const list = createProbe(useConversations);
  app = renderApp(
    chat,
    'user1',
    [ofLobby, all, list].map((one, key) => createElement(one, { key })),
  );
  await app.shows(list, ({ isLoaded }) => isLoaded);
  await other.lobby('one');
  await app.shows(ofLobby, (count) => count === 1);
  const before = ofLobby.values.length;
  const { id } = await other.whisper('user1', 'two');
  await app.shows(all, (count) => count === 2);
  expect(ofLobby.values).toHaveLength(before);
  expect(list.values.at(-1)?.items.map(({ conversation }) => conversation)).toEqual([
    'whisper:user2',
    'lobby',
  ]);
  const mark = createProbe(() => useReadMark('whisper:user2', id));
  app.render([ofLobby, all, list, mark].map((one, key) => createElement(one, { key })));
  await app.shows(all, (count) => count === 1);
  const { items } = await other.conversations();
  expect(items).toContainEqual(
    expect.objectContaining({ conversation: 'whisper:user1', peer_read_upto: id }),
  );
});

test('useChatEvent tells each event to the newest listener, until the component is gone', async () => {
  const other = await connect(chat, 'user2');
  const heard: string[] = [];
  let round = 0;
  const listener = createProbe(() => {
    const mine = ++round;
    useChatEvent('message', ({ content }) => heard.push(`${content} ${mine}`));
    return useUnread('lobby');
  });
  app = renderApp(chat, 'user1', createElement(listener));
  const ready = createProbe(useConversations);
  app.render([createElement(listener, { key: 1 }), createElement(ready, { key: 2 })]);
  await app.shows(ready, ({ isLoaded }) => isLoaded);
  await other.lobby('a');
  await app.shows(listener, (count) => count === 1);
  await other.lobby('b');
  await app.shows(listener, (count) => count === 2);
  expect(heard.map((text) => text.split(' ')[0])).toEqual(['a', 'b']);
  expect(heard[0]).not.toBe(heard[1]?.replace('b', 'a'));
  const alone = createProbe(() => useUnread('lobby'));
  app.render(createElement(alone));
  await app.shows(alone, () => true);
  await other.lobby('c');
  await app.shows(alone, (count) => count === 3);
  expect(heard).toHaveLength(2);
});

test('useTyping has who else is typing, and says that oneself is', async () => {
  const other = await connect(chat, 'user2');
  const probe = createProbe(() => useTyping('whisper:user2'));
  app = renderApp(chat, 'user1', createElement(probe));
  const { say } = await app.shows(probe, ({ users }) => users.length === 0);
  // It is said only over a connection.
  const told = new Promise<string>((resolve) => other.on('typing', ({ user }) => resolve(user)));
  const saying = setInterval(say, 20);
  expect(await told).toBe('user1');
  clearInterval(saying);
  await other.typing('whisper:user1');
  await app.shows(probe, ({ users }) => users.join() === 'user2');
});

test('useProfile has what a user says of themselves, and useProfiles that of several', async () => {
  const other = await connect(chat, 'user2');
  await other.profile({ display_name: 'Ben' });
  const one = createProbe(() => useProfile('user2'));
  const several = createProbe(() => useProfiles(['user1', 'user2']));
  const clients = createProbe(useChatClient);
  const shown = [one, several, clients].map((probe, key) => createElement(probe, { key }));
  app = renderApp(chat, 'user1', shown);
  expect(await app.shows(one, (profile) => profile !== undefined)).toMatchObject({ display_name: 'Ben' });
  await app.shows(several, (profiles) => profiles.size === 2);
  const renderings = one.values.length;
  const client = await app.shows(clients, () => true);
  await client.profile({ display_name: 'Ann' });
  await app.shows(several, (profiles) => profiles.get('user1')?.display_name === 'Ann');
  expect(one.values).toHaveLength(renderings);
});

test('usePresence tells whether a friend is there, and of oneself how one wants to be seen', async () => {
  const other = await connect(chat, 'user2');
  const friend = createProbe(() => usePresence('user2'));
  const stranger = createProbe(() => usePresence('user3'));
  const self = createProbe(() => usePresence('user1'));
  const clients = createProbe(useChatClient);
  const shown = [friend, stranger, self, clients].map((probe, key) => createElement(probe, { key }));
  app = renderApp(chat, 'user1', shown);
  const client = await app.shows(clients, () => true);
  await client.add('user2');
  await other.accept('user1');
  await app.shows(friend, (presence) => presence?.state === 'online');
  expect(await app.shows(self, (presence) => presence !== undefined)).toMatchObject({ show: 'online' });
  await client.presence('invisible');
  await app.shows(self, (presence) => presence?.show === 'invisible' && presence.state === 'offline');
  expect(stranger.values).toEqual([undefined]);
});

test('useGroupProfile and usePins follow what a group is, and what is pinned in it', async () => {
  const owner = await connect(chat, 'user2');
  await owner.create('devs', { title: 'Devs' });
  const profile = createProbe(() => useGroupProfile('devs'));
  const pins = createProbe(() => usePins('group:devs'));
  const clients = createProbe(useChatClient);
  app = renderApp(
    chat,
    'user1',
    [profile, pins, clients].map((probe, key) => createElement(probe, { key })),
  );
  const client = await app.shows(clients, () => true);
  await app.shows(profile, (item) => item?.title === 'Devs');
  await client.join('devs');
  await owner.describe('devs', { title: 'Developers' });
  await app.shows(profile, (item) => item?.title === 'Developers');
  const { id = '' } = await client.group('devs', 'Hello');
  await owner.pin('group:devs', id);
  await app.shows(pins, ({ messages }) => messages[0]?.content === 'Hello');
  await owner.unpin('group:devs', id);
  await app.shows(pins, ({ messages, isLoaded }) => isLoaded && messages.length === 0);
});
