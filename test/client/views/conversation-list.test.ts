import { describe, expect, test } from '@jest/globals';
import {
  type ChatClient,
  conversationList,
  createChatClient,
  eachItem,
  isWanted,
} from '../../../client/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

/** What an app would show: `lobby 2`, the newest first. */
const shown = (client: ChatClient) =>
  conversationList(client).items.map(({ conversation, unread }) => `${conversation} ${unread}`);

/** Opens the list and waits until the server has told it. */
async function openList(client: ChatClient): Promise<void> {
  const list = conversationList(client);
  await new Promise<void>((resolve) => {
    const look = () => list.isLoaded && resolve();
    list.onChange(look);
    look();
  });
}

describe('the list of conversations', () => {
  test('is empty until it is loaded, and then has what there was before', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await one.whisper('user2', 'Hi');
    await chat.settled();
    expect(conversationList(two)).toMatchObject({ items: [], unread: 0, isLoaded: false });
    await openList(two);
    expect(shown(two)).toEqual(['whisper:user1 1', 'lobby 0']);
    expect(conversationList(two).unread).toBe(1);
  });

  test('gives the same object for a conversation in which nothing has changed', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await one.whisper('user2', 'Hi');
    await chat.settled();
    await openList(two);
    const [whisper] = conversationList(two).items;
    await one.lobby('a');
    await chat.settled();
    expect(conversationList(two).items[0]).not.toBe(whisper);
    expect(conversationList(two).items[1]).toBe(whisper);
  });

  test('counts what comes live, and not what is one’s own', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await openList(two);
    await one.lobby('a');
    await one.whisper('user2', 'b');
    await two.lobby('c');
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 1', 'whisper:user1 1']);
    expect(conversationList(two).items[0]?.last).toMatchObject({ content: 'c' });
    expect(conversationList(two).unread).toBe(2);
  });

  test('shows the newest message as it is now, and neither an item nor anything unread for a change', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    const { id = '' } = await one.lobby('a');
    const opening = openList(two);
    await one.edit('lobby', id, 'b');
    await opening;
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 1']);
    expect(conversationList(two).items[0]?.last).toMatchObject({ content: 'b' });
    await one.delete('lobby', id);
    await chat.settled();
    expect(conversationList(two).items[0]?.last).toMatchObject({ content: '', deleted: true });
  });

  test('counts each message once, however it came: before the list, while it loads, live, after a lost network', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await one.lobby('before');
    const opening = openList(two);
    await one.lobby('while it loads');
    await opening;
    await one.lobby('live');
    await chat.settled();
    chat.disconnect('user2');
    await one.lobby('missed');
    chat.reconnect('user2');
    await two.ready();
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 4']);
  });

  test('forgets what is read, here or on another device, and asks when a mark is in the middle', async () => {
    const chat = createTestChat();
    const [one, two, phone] = [
      await connect(chat, 'user1'),
      await connect(chat, 'user2'),
      await connect(chat, 'user2'),
    ];
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c']) ids.push((await one.lobby(content)).id ?? '');
    await openList(two);
    expect(shown(two)).toEqual(['lobby 3']);
    await phone.read('lobby', ids[0] ?? '');
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 2']);
    await two.read('lobby', ids[2] ?? '');
    expect(shown(two)).toEqual(['lobby 0']);
    await one.lobby('d');
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 1']);
  });

  test('knows how far the other party of a whisper has read, before it was opened and since', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    const { id: first = '' } = await one.whisper('user2', 'a');
    const { id: second = '' } = await one.whisper('user2', 'b');
    await two.read('whisper:user1', first);
    await chat.settled();
    await openList(one);
    const peerMark = () =>
      conversationList(one).items.find(({ conversation }) => conversation === 'whisper:user2')
        ?.peer_read_upto;
    expect(peerMark()).toBe(first);
    await two.read('whisper:user1', second);
    await chat.settled();
    expect(peerMark()).toBe(second);
  });

  test('knows of what one wants to be told, before it was opened and since, here and on another device', async () => {
    const chat = createTestChat();
    const [one, phone, two] = [
      await connect(chat, 'user1'),
      await connect(chat, 'user1'),
      await connect(chat, 'user2'),
    ];
    const level = (conversation: string) =>
      conversationList(one).items.find((item) => item.conversation === conversation)?.level;
    await one.notify('lobby', 'none');
    await openList(one);
    expect(level('lobby')).toBe('none');
    // Before there is anything in it, so that the first message is silent.
    await phone.notify('whisper:user2', 'mentions');
    await chat.settled();
    expect(shown(one)).toEqual(['lobby 0']);
    await two.whisper('user1', 'Hi');
    await one.notify('lobby', 'all');
    await chat.settled();
    expect([level('lobby'), level('whisper:user2')]).toEqual([undefined, 'mentions']);
  });

  test('says of a message whether one wants to be told of it', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await openList(one);
    const wanted: string[] = [];
    one.on('message', (message) => {
      if (isWanted(one, message)) wanted.push(message.content);
    });
    for (const level of ['none', 'mentions', 'all'] as const) {
      await one.notify('lobby', level);
      await chat.settled();
      await two.lobby(`${level} @user1`);
      await two.lobby(`${level} @user3`);
      await two.whisper('user1', `whispered: ${level}`);
      await chat.settled();
    }
    expect(wanted).toEqual([
      'whispered: none',
      'mentions @user1',
      'whispered: mentions',
      'all @user1',
      'all @user3',
      'whispered: all',
    ]);
  });

  test('has a group from joining it until leaving it', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await openList(two);
    await one.join('devs');
    await two.join('devs');
    await one.group('devs', 'Hi');
    await chat.settled();
    expect(shown(two)).toEqual(['group:devs 1', 'lobby 0']);
    await two.leave('devs');
    await chat.settled();
    expect(shown(two)).toEqual(['lobby 0']);
  });

  test('learns what another device has read and muted while this one was away', async () => {
    const chat = createTestChat();
    const { openSocket = () => ({}) as never } = chat.optionsFor('user1');
    let cut = () => {};
    let isCut = false;
    const desk = await connect(chat, 'user1', {
      openSocket(url, protocols, token) {
        if (isCut) throw new Error('cut');
        const socket = openSocket(url, protocols, token);
        cut = () => socket.close();
        return socket;
      },
    });
    const [phone, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    const { id = '' } = await two.lobby('Hi');
    await openList(desk);
    isCut = true;
    cut();
    await phone.read('lobby', id);
    await phone.notify('lobby', 'none');
    isCut = false;
    await desk.ready();
    await chat.settled();
    expect(conversationList(desk).items).toMatchObject([{ conversation: 'lobby', unread: 0, level: 'none' }]);
  });

  test('loses a group that another device has left while this one was away', async () => {
    const chat = createTestChat();
    const { openSocket = () => ({}) as never } = chat.optionsFor('user2');
    let cut = () => {};
    let isCut = false;
    const desk = await connect(chat, 'user2', {
      openSocket(url, protocols, token) {
        if (isCut) throw new Error('cut');
        const socket = openSocket(url, protocols, token);
        cut = () => socket.close();
        return socket;
      },
    });
    const phone = await connect(chat, 'user2');
    await openList(desk);
    await phone.join('devs');
    await phone.group('devs', 'Hi');
    await chat.settled();
    expect(shown(desk)).toEqual(['group:devs 0', 'lobby 0']);
    isCut = true;
    cut();
    await phone.leave('devs');
    const left = new Promise((resolve) => desk.on('groups', resolve));
    isCut = false;
    expect(await left).toEqual([]);
    expect(shown(desk)).toEqual(['lobby 0']);
  });

  test('is another array after each change, and the same one between', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    await openList(two);
    const { items } = conversationList(two);
    expect(conversationList(two).items).toBe(items);
    let changes = 0;
    const stop = conversationList(two).onChange(() => changes++);
    await one.lobby('a');
    await chat.settled();
    expect(conversationList(two).items).not.toBe(items);
    expect(changes).toBeGreaterThan(0);
    stop();
    const told = changes;
    await one.lobby('b');
    await chat.settled();
    expect(changes).toBe(told);
  });
});

test('a list can be read to its end, page by page as it is asked for', async () => {
  const chat = createTestChat();
  const one = await connect(chat, 'user1');
  for (let count = 0; count < 5; count++) await connect(chat, `friend${count}`);
  for (let count = 0; count < 5; count++) await one.block(`friend${count}`);
  const names: string[] = [];
  for await (const { user } of eachItem(one.blocks, 2)) names.push(user);
  expect(names).toEqual(['friend0', 'friend1', 'friend2', 'friend3', 'friend4']);
});

describe('becoming ready', () => {
  test('waits for connect(), and fails when the client is closed', async () => {
    const chat = createTestChat();
    const client = createChatClient(chat.optionsFor('user1'));
    const waiting = client.ready();
    client.connect();
    await waiting;
    expect(client.state).toBe('live');
    client.close();
    await expect(client.ready()).rejects.toMatchObject({ code: 'closed' });
  });

  test('fails when the client is closed meanwhile', async () => {
    const client = createChatClient(createTestChat().optionsFor('user1'));
    const waiting = client.ready();
    client.close();
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
  });
});
