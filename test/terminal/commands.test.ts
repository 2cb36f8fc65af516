import { afterEach, describe, expect, test } from '@jest/globals';
import type { ChatCommand } from '../../client/index.ts';
import { usageOf } from '../../terminal/commands/command.ts';
import { complete } from '../../terminal/commands/complete.ts';
import { findNearest } from '../../terminal/commands/nearest.ts';
import { parseLine } from '../../terminal/commands/parse-line.ts';
import { COMMANDS } from '../../terminal/commands/table.ts';
import { waitUntilAnswerable } from '../../terminal/commands/wait-until-answerable.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { closeSessions, openSession } from './open-session.ts';

afterEach(closeSessions);

describe('a typed line', () => {
  test.each([
    ['hello there', { kind: 'text', text: 'hello there' }],
    ['  hello', { kind: 'text', text: '  hello' }],
    ['//etc', { kind: 'text', text: '/etc' }],
    ['///', { kind: 'text', text: '//' }],
    ['  ', { kind: 'nothing' }],
    ['/w user2  two  spaces', { kind: 'command', name: 'w', rest: 'user2  two  spaces' }],
    ['/', { kind: 'command', name: '', rest: '' }],
  ])('%j is %j', (line, parsed) => {
    expect(parseLine(line)).toEqual(parsed);
  });

  test.each([
    ['jion', 'join'],
    ['freinds', 'friends'],
    ['ot', 'to'],
    ['hist', 'history'],
    ['blok', 'block'],
    ['xyzzy', undefined],
    ['', undefined],
  ])('with the command %j may mean %j', (typed, meant) => {
    const names = COMMANDS.map(({ name }) => name);
    expect(findNearest(typed, names)).toBe(meant);
  });
});

test('no two commands have the same name', () => {
  const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});

describe('completion', () => {
  const known = {
    commands: COMMANDS,
    names: { users: ['user2', 'user3', 'ann'], groups: ['devs', 'ops'], speakers: [], addUser: () => {} },
  };
  test.each<[string, string[]]>([
    ['/bl', ['/block ', '/blocks ']],
    ['/w us', ['user2 ', 'user3 ']],
    ['/w @an', ['@ann ']],
    ['/whisper ', ['ann ', 'user2 ', 'user3 ']],
    ['/w user2 us', []],
    ['/g d', ['devs ']],
    ['/leave #o', ['#ops ']],
    ['/create d', []],
    ['/role user2 mo', ['moderator ']],
    ['/to ', ['#devs ', '#ops ', '@ann ', '@user2 ', '@user3 ', 'lobby ']],
    ['/to #', ['#devs ', '#ops ']],
    ['/help /jo', ['/join ']],
    ['/nonsense x', []],
    ['hello an', ['ann ']],
    ['hello ', []],
    ['//w us', ['user2 ', 'user3 ']],
  ])('of %j offers %j', (line, words) => {
    const [offered, part] = complete(line, known);
    expect(offered).toEqual(words);
    expect(line.endsWith(part)).toBe(true);
  });
});

describe('the commands', () => {
  test('befriend, list and part', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    expect(await one.run('/friends')).toEqual(['You have no friends here yet: /add USER.']);
    await one.run('/add @user2');
    expect(await one.run('/requests')).toEqual(['HH:MM you asked user2: /unfriend user2 takes it back']);
    expect(await two.run('/requests')).toEqual(['HH:MM user1 asks you: /accept user1 or /decline user1']);
    expect(await two.run('/decline user1')).toEqual(['You declined the request of user1.']);
    expect(await two.run('/requests')).toEqual(['No request waits for an answer.']);
    await one.run('/add user2');
    await two.run('/accept user1');
    expect(await one.run('/friends')).toEqual(['Friends: user2']);
    await one.run('/unfriend user2');
    await two.run('/block user1');
    expect(await two.run('/blocks')).toEqual(['Blocked: user1']);
    await expect(one.run('/w user2 hi')).rejects.toMatchObject({ code: 'blocked' });
    await two.run('/unblock user1');
    expect(await two.run('/blocks')).toEqual(['You have blocked nobody.']);
  });

  test('edit and take back one’s last message, also one that is being sent or was said before', async () => {
    const chat = createTestChat();
    const one = await openSession(chat, 'user1');
    const other = await openSession(chat, 'user2');
    const said = async () => {
      await chat.settled();
      const { events } = await other.client.history('lobby');
      return events.flatMap((event) =>
        event.type === 'message' ? [event.deleted ? 'deleted' : event.content] : [],
      );
    };
    await expect(one.run('/edit a')).rejects.toThrow('There is no message of yours in lobby.');
    await one.run('first');
    await other.run('theirs');
    const typed = ['Helo', '/edit Hello'].map((line) => one.run(line));
    await Promise.all(typed);
    expect(await said()).toEqual(['Hello', 'theirs', 'first']);
    await Promise.all(['/delete', '/delete'].map((line) => one.run(line)));
    expect(await said()).toEqual(['deleted', 'theirs', 'deleted']);
    await expect(one.run('/delete')).rejects.toThrow('There is no message of yours in lobby.');
    await other.run('/edit their');
    chat.disconnect('user2');
    const offline = ['/edit ours', 'later'].map((line) => other.run(line));
    chat.reconnect('user2');
    await Promise.all(offline);
    expect(await said()).toEqual(['later', 'deleted', 'ours', 'deleted']);
    await other.run('/delete');
    const again = await openSession(chat, 'user2');
    await Promise.all(['/edit mine', 'after'].map((line) => again.run(line)));
    expect(await said()).toEqual(['after', 'deleted', 'deleted', 'mine', 'deleted']);
    await again.run('/delete');
    expect(await said()).toEqual(['deleted', 'deleted', 'deleted', 'mine', 'deleted']);
  });

  test('react to the last message, whoever said it, and take that back', async () => {
    const chat = createTestChat();
    const one = await openSession(chat, 'user1');
    const other = await openSession(chat, 'user2');
    const told: string[] = [];
    other.client.on('reactions', ({ reactions }) =>
      told.push(reactions.map(({ emoji, count }) => `${emoji}${count}`).join(' ')),
    );
    await expect(one.run('/react 👍')).rejects.toThrow('There is no message at all in lobby.');
    await one.run('mine');
    await chat.settled();
    const reacted = one.run('/react 👍');
    await Promise.all([reacted, other.run('later')]);
    await chat.settled();
    await other.run('/react 👍');
    await one.run('/unreact 👍');
    await chat.settled();
    expect(told[0]).toBe('👍1');
    const { events } = await other.client.history('lobby');
    const counts = events.map((event) => (event.type === 'message' ? (event.reactions?.length ?? 0) : 0));
    expect(counts).toEqual([1, 1]);
    await expect(one.run('/react no')).rejects.toMatchObject({ code: 'invalid_field' });
  });

  test('reply to the last message of others, as that was when it was typed', async () => {
    const chat = createTestChat();
    const one = await openSession(chat, 'user1');
    const other = await openSession(chat, 'user2');
    const quotes: unknown[] = [];
    one.client.on('message', ({ content, reply_to }) => quotes.push([content, reply_to?.cut]));
    await expect(one.run('/reply a')).rejects.toThrow('There is no message of others in lobby.');
    await other.run('theirs');
    await one.run('mine');
    await chat.settled();
    const replied = one.run('/reply yes');
    await Promise.all([replied, other.run('later')]);
    await chat.settled();
    expect(quotes).toContainEqual(['yes', 'theirs']);
    await other.run('/delete');
    await chat.settled();
    await one.run('/re again');
    expect(quotes.at(-1)).toEqual(['again', 'theirs']);
    const fresh = await openSession(chat, 'user3');
    const { client } = fresh;
    client.on('message', ({ content, reply_to }) => quotes.push([content, reply_to?.cut]));
    await fresh.run('/reply me too');
    expect(quotes.at(-1)).toEqual(['me too', 'again']);
  });

  test('join, tell who is there, and leave', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    expect(await one.run('/groups')).toEqual(['You are in no group: /join GROUP.']);
    await one.run('/join #devs');
    await two.run('/join devs');
    expect(one.session.conversation).toBe('group:devs');
    expect(await one.run('/who')).toEqual(['In #devs: user1 (you), user2']);
    expect(await one.run('/groups')).toEqual(['You are in #devs.']);
    await one.run('/lobby');
    await two.run('/lobby hi');
    await chat.settled();
    expect((await one.run('/who'))[0]).toContain('Seen to speak: user2 (HH:MM)');
    expect(await one.run('/members devs')).toEqual(['In #devs: user1 (you), user2']);
    await one.run('/to #devs');
    await one.run('/leave');
    expect(one.session.conversation).toBe('lobby');
    await expect(one.run('/leave')).rejects.toThrow('Which group?');
    await one.run('/to user2');
    expect(await one.run('/who')).toEqual(['You and user2. Whether they are there only their friends see.']);
  });

  test('go back in history, further each time, without what was shown', async () => {
    const chat = createTestChat();
    const one = await openSession(chat, 'user1');
    for (const content of ['one', 'two', 'three', 'four', 'five']) await one.run(content);
    await chat.settled();
    const two = await openSession(chat, 'user2');
    await one.run('on the screen already');
    await chat.settled();
    expect(await two.run('/history 2')).toEqual([
      '-- 2 of lobby from before:',
      'HH:MM user1: four',
      'HH:MM user1: five',
      '-- /history again goes further back.',
    ]);
    await one.run('six');
    await chat.settled();
    expect(await two.run('/history 1')).toEqual([
      '-- One of lobby from before:',
      'HH:MM user1: three',
      '-- /history again goes further back.',
    ]);
    expect((await two.run('/history')).slice(1)).toEqual([
      'HH:MM user1: one',
      'HH:MM user1: two',
      '-- There is nothing older in lobby.',
    ]);
    expect(await two.run('/history')).toEqual(['-- There is nothing else in lobby.']);
    await expect(two.run('/history 0')).rejects.toThrow('N is a number from 1 to 500, not "0".');
  });

  test('tell what is unread, and mark it as read', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await one.run('/w user2 look');
    await chat.settled();
    expect(await two.run('/unread')).toEqual(['@user1: 1 unread', 'HH:MM [@user1] user1: look']);
    expect(await two.run('/read @user1')).toEqual(['@user1 is read.']);
    expect(await two.run('/unread')).toEqual(['@user1: nothing new']);
    await one.run('/w user2 @user2, look');
    await chat.settled();
    expect((await two.run('/unread'))[0]).toBe('@user1: 1 unread, 1 with your name');
    expect(await two.run('/read @user1')).toEqual(['@user1 is read.']);
    expect(await two.run('/read')).toEqual(['There is nothing in lobby yet.']);
  });

  test('that are questions are answered behind a change of a message, and not behind a message', () => {
    const waitsBehind = (command: ChatCommand) =>
      waitUntilAnswerable({
        state: 'live',
        pending: [{ ref: 'r', command, createdAt: 0 }],
        on: () => () => undefined,
      }) !== undefined;
    expect(waitsBehind({ type: 'edit', conversation: 'lobby', id: '1', content: 'a' })).toBe(true);
    expect(waitsBehind({ type: 'lobby', content: 'a' })).toBe(false);
  });

  test('say how one is shown, and find others by it', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    expect(await two.run('/who user1')).toEqual(['user1 has said nothing of themselves.']);
    expect(await one.run('/profile name Zoe  Lee')).toEqual([
      '-- Others see it when they look next: /who user1',
    ]);
    await one.run('/profile about On call');
    await one.run('/profile picture https://a.example/zoe.png');
    expect(await two.run('/who @user1')).toEqual([
      'user1 (Zoe  Lee)\nOn call\nPicture: https://a.example/zoe.png',
    ]);
    expect(await two.run('/find ZOE')).toEqual(['Found: user1 (Zoe  Lee)']);
    expect(await two.run('/find user')).toEqual(['Found: user1 (Zoe  Lee), user2']);
    await one.run('/profile about');
    await one.run('/profile name');
    expect(await two.run('/who user1')).toEqual(['user1\nPicture: https://a.example/zoe.png']);
    expect(await two.run('/find ZOE')).toEqual(['Nobody is called so.']);
    await expect(one.run('/profile picture ftp://a')).rejects.toMatchObject({ code: 'invalid_field' });
    await expect(two.run('/who user9')).rejects.toThrow('There is no user user9');
  });

  test('tell whether a friend is there, unless they want to be unseen', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await one.run('/add user2');
    await two.run('/accept user1');
    await one.run('/to user2');
    await chat.settled();
    expect(await one.run('/who')).toEqual(['You and user2. Online.']);
    expect(await two.run('/invisible')).toEqual(['-- Your friends see you offline, until /visible.']);
    expect(await one.run('/who')).toEqual(['You and user2. Offline, last seen HH:MM.']);
    expect(await one.run('/who user2')).toEqual([
      'user2 has said nothing of themselves.\nOffline, last seen HH:MM.',
    ]);
    expect(await two.run('/who user2')).toEqual([
      'user2 has said nothing of themselves.\nYour friends see you offline: /visible ends that.',
    ]);
    expect(await two.run('/visible')).toEqual(['-- Your friends see when you are online.']);
    expect(await one.run('/who')).toEqual(['You and user2. Online.']);
  });

  test('explain themselves', async () => {
    const one = await openSession(createTestChat(), 'user1');
    const [list = ''] = await one.run('/help');
    for (const command of COMMANDS) expect(list).toContain(usageOf(command));
    expect(await one.run('/help w')).toEqual([
      '/w USER [TEXT]: whispers to somebody; without text, switches to them\nAlso: /whisper, /msg',
    ]);
    expect((await one.run('/status')).join('\n')).toMatch(/^You are user1; .*lobby\.\nConnection: live/);
    expect(await one.run('/QUIT')).toEqual(['(left)']);
  });

  test.each([
    ['/w', 'USER is missing. Usage: /w USER [TEXT]'],
    ['/add a b', 'One user at a time, whose name has no spaces. Usage: /add USER'],
    [
      '/join Release Planning',
      "A group's name has no spaces: Release-Planning could be one. Usage: /join GROUP",
    ],
    ['/join #Release  Planning!', "A group's name has no spaces. Usage: /join GROUP"],
    ['/to #Release Planning', "A conversation's name has no spaces. Usage: /to CONVERSATION"],
    ['/who is there', 'One user at a time, whose name has no spaces. Usage: /who [USER]'],
    ['/find a', 'What is searched for has 2 to 64 characters.'],
    ['/profile nose big', 'FIELD is name, picture, about, not "nose".'],
    ['/history 5 6', '"6" is too much. Usage: /history [N]'],
    ['/join', 'GROUP is missing. Usage: /join GROUP'],
    ['/join #', '"#" can\'t be a name'],
    ['/to #', '"#" can\'t be a name'],
    ['/to bad/name', '"bad/name" can\'t be a name'],
    ['/add bad/name', '"bad/name" can\'t be a name'],
    ['/to somewhere', 'A conversation is lobby, #somewhere for a group, or @somewhere for a user.'],
    ['/hlep', 'There is no command /hlep. Did you mean /help?'],
    ['/xyzzy', 'There is no command /xyzzy. /help lists them'],
  ])('say what is wrong with %j', async (line, message) => {
    const one = await openSession(createTestChat(), 'user1');
    await expect(one.run(line)).rejects.toThrow(message);
  });
});
