import { describe, expect, test } from '@jest/globals';
import { createTestChat } from '../../testing/test-chat.ts';
import { KEYS, openPrompt, type PromptOptions, type PromptUser } from './open-prompt.ts';

/** Times differ. */
const TIME = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d /;
const rowsOf = ({ rows }: PromptUser) => rows().map((row) => row.replace(TIME, 'HH:MM '));
const last = (user: PromptUser) => rowsOf(user).at(-1);

/** Two users who are connected. */
async function openTwo(options: PromptOptions = {}) {
  const chat = createTestChat();
  const one = openPrompt(chat, 'user1', options);
  const two = openPrompt(chat, 'user2');
  await one.shows('Connected as user1');
  await two.shows('Connected as user2');
  return { chat, one, two };
}

describe('at the prompt', () => {
  test('what is said comes back once, with its time, and to others with its author', async () => {
    const { one, two } = await openTwo();
    one.enter('Hello everyone!');
    await two.shows('user1: Hello everyone!');
    await one.shows('user1> Hello everyone!');
    expect(rowsOf(one)).toEqual([
      '-- wss://chat.example/: /help lists the commands, Ctrl-D leaves.',
      '-- Connected as user1.',
      'HH:MM user1> Hello everyone!',
      'lobby>',
    ]);
  });

  test('whispers and groups show their conversation, unless it is in front', async () => {
    const { one, two } = await openTwo();
    one.enter('/w user2 psst');
    await two.shows('[@user1] user1: psst');
    await one.shows('[@user2] user1> psst');
    two.enter('/w user1');
    two.enter('yes?');
    await one.shows('[@user2] user2: yes?');
    await two.shows(/^\S+ user2> yes\?$/);
    expect(last(two)).toBe('@user1>');
    two.enter('/join devs');
    await two.shows('#devs>');
    one.enter('/join devs');
    await one.shows('#devs>');
    two.enter('/lobby');
    one.enter('for devs');
    await two.shows('[#devs] user1: for devs');
    await one.shows(/^\S+ user1> for devs$/);
  });

  test('what comes in stands above what is being typed, which stays, also where it takes several rows', async () => {
    const { one, two } = await openTwo({ columns: 40 });
    const half = 'a line that is longer than the terminal is wide, and not yet at its end';
    for (const chunk of [half, ...' typed']) one.type(chunk);
    two.enter('one');
    await one.shows('user2: one');
    two.enter('two');
    await one.shows('user2: two');
    one.type(KEYS.left.repeat(60));
    two.enter('three');
    await one.shows('user2: three');
    expect(rowsOf(one).slice(2)).toEqual([
      '-- Connected as user1.',
      'HH:MM user2: one',
      'HH:MM user2: two',
      'HH:MM user2: three',
      'lobby> a line that is longer than the te',
      'rminal is wide, and not yet at its end t',
      'yped',
    ]);
    one.type(KEYS.enter);
    await two.shows('user1: a line that is longer');
    await one.shows('user1>');
    expect(rowsOf(one).slice(5)).toEqual([
      'HH:MM user2: three',
      'HH:MM user1> a line that is longer than',
      '      the terminal is wide, and not yet',
      '      at its end typed',
      'lobby>',
    ]);
  });

  test('a label that changes leaves what is being typed where it is, also what was pasted over several rows', async () => {
    const { chat, one } = await openTwo({ columns: 40 });
    chat.disconnect('user1');
    await one.shows('The connection was lost');
    one.enter('later');
    one.type('pasted '.repeat(10));
    await one.shows('lobby (1 unsent)> pasted');
    chat.reconnect('user1');
    await one.shows('user1> later');
    await one.shows('lobby> pasted');
    expect(rowsOf(one).slice(-3)).toEqual([
      'HH:MM user1> later',
      'lobby> pasted pasted pasted pasted paste',
      'd pasted pasted pasted pasted pasted',
    ]);
  });

  test('what was written without a connection is sent when there is one, and marked meanwhile', async () => {
    const { chat, one, two } = await openTwo();
    chat.disconnect('user1');
    await one.shows('The connection was lost: trying again');
    one.enter('said offline');
    await one.shows('There is no connection: this is sent as soon as there is one.');
    await one.shows('lobby (1 unsent)>');
    two.enter('missed?');
    await two.shows('user2> missed?');
    chat.reconnect('user1');
    await two.shows('user1: said offline');
    await one.shows('user1> said offline');
    await one.shows('user2: missed?');
    expect(one.rows().filter((row) => row.includes('user1> said offline'))).toHaveLength(1);
  });

  test('what comes to nothing is told with its reason, and can be brought back', async () => {
    const { one } = await openTwo();
    one.enter('/w nobody hi');
    await one.shows('!! Not sent to @nobody: there is no user nobody, or they have never signed in.');
    one.enter('/join bad(name');
    await one.shows('!! "bad(name" can\'t be a name');
    one.enter(`/to #devs`);
    one.enter('x'.repeat(17_000));
    await one.shows('that is too long: a message may have 16,000 bytes.');
    one.enter('/jion devs');
    await one.shows('There is no command /jion. Did you mean /join?');
    one.type(KEYS.up);
    await one.shows('#devs> /jion devs');
  });

  test('two slashes begin a message with one', async () => {
    const { one, two } = await openTwo();
    one.enter('//shrug');
    await two.shows('user1: /shrug');
    expect(one.rows().join('\n')).not.toContain('There is no command');
  });

  test('Tab completes commands and names', async () => {
    const { one, two } = await openTwo();
    two.enter('I am here');
    await one.shows('user2: I am here');
    // By itself: a tab that is pasted is a tab.
    one.type('/requ');
    one.type(KEYS.tab);
    await one.shows('lobby> /requests');
    one.type(KEYS.ctrlC);
    one.type('/w us');
    one.type(KEYS.tab);
    one.enter('hi');
    await two.shows('[@user1] user1: hi');
  });

  test('a bell rings for others’ messages, and only when it is wanted', async () => {
    const { one, two } = await openTwo({ rings: true });
    one.enter('mine');
    await two.shows('user1: mine');
    await one.shows('user1> mine');
    expect(one.written()).not.toContain('\u0007');
    two.enter('theirs');
    await one.shows('user2: theirs');
    await two.shows('user2> theirs');
    expect(one.written().split('\u0007')).toHaveLength(2);
    expect(two.written()).not.toContain('\u0007');
  });

  test('no bell rings for what the user does not want to be told of, which shows all the same', async () => {
    const { one, two } = await openTwo({ rings: true });
    const say = async (content: string) => {
      two.enter(content);
      await one.shows(`user2: ${content}`);
    };
    const bells = () => one.written().split('\u0007').length - 1;
    const choose = async (level: string, shown: string) => {
      const told = new Promise((resolve) => one.client.on('notify', resolve));
      one.enter(`/notify ${level}`);
      await told;
      one.enter('/unread');
      await one.shows(`lobby${shown}: `);
    };
    await say('first');
    await choose('none', ' (muted)');
    await say('@user1, hear');
    expect(bells()).toBe(1);
    await choose('mentions', ' (mentions only)');
    await say('nobody');
    expect(bells()).toBe(1);
    await say('@user1, listen');
    expect(bells()).toBe(2);
    one.enter('/notify loud');
    await one.shows('LEVEL is all, mentions, none, not "loud".');
    await choose('all', '');
    await say('everybody');
    expect(bells()).toBe(3);
  });
});

describe('what is typed before there is a connection', () => {
  /** Who has come before the connection, and another who has one. */
  async function openEarly() {
    const chat = createTestChat();
    const two = openPrompt(chat, 'user2');
    await two.shows('Connected as user2');
    two.enter('/join devs');
    await two.shows('you joined');
    chat.disconnect('user1');
    return { chat, one: openPrompt(chat, 'user1'), two };
  }

  test('goes to the group that was joined in the line before, and to the lobby behind the one that leaves it', async () => {
    const { chat, one, two } = await openEarly();
    one.enter('/join devs');
    expect(last(one)).toBe('#devs>');
    await one.shows('There is no connection: this is sent as soon as there is one.');
    one.enter('for devs');
    one.enter('/leave');
    expect(last(one)).toContain('lobby');
    one.enter('for all');
    chat.reconnect('user1');
    await two.shows('[lobby] user1: for all');
    expect(rowsOf(two)).toContain('HH:MM user1: for devs');
  });

  test('is never said in the lobby instead of a group that can’t be joined', async () => {
    const { chat, one, two } = await openEarly();
    chat.refuseNext('user1', 'join', { code: 'conflict', message: 'Too many groups: at most 50' });
    one.enter('/join devs');
    one.enter('for devs');
    chat.reconnect('user1');
    await one.shows('/join devs: you are in 50 groups');
    expect(last(one)).toBe('#devs>');
    await one.shows('!! Not sent to #devs: you are not in devs: /join devs first.');
    await chat.settled();
    expect(two.rows().join('\n')).not.toContain('for devs');
  });

  test('is answered behind what was typed before it, for the conversation that was in front', async () => {
    const { chat, one } = await openEarly();
    one.enter('/join devs');
    one.enter('/members');
    await one.shows('There is no connection: this is answered as soon as there is one.');
    one.enter('/add user2');
    one.enter('/requests');
    one.enter('/history');
    one.enter('/lobby');
    chat.reconnect('user1');
    await one.shows(/^In #devs: user1 \(you\), user2$/);
    await one.shows('you asked user2: /unfriend user2 takes it back');
    await one.shows('in #devs.');
    expect(one.rows().join('\n')).not.toMatch(/^!! (?!Could not connect)/m);
    expect(one.rows().join('\n')).not.toContain('No request waits');
  });

  test('is answered at once where it needs none', async () => {
    const { one } = await openEarly();
    one.enter('/status');
    await one.shows('You are not signed in yet; plain text goes to lobby.');
    expect(one.rows().join('\n')).not.toContain('this is answered as soon as');
  });
});

describe('leaving', () => {
  test('is by Ctrl-D, /quit, or Ctrl-C twice on an empty line; Ctrl-C clears a line that isn’t', async () => {
    const { one, two } = await openTwo();
    const three = openPrompt(createTestChat(), 'user3');
    one.type(KEYS.ctrlD);
    expect(await one.ended).toBe(0);
    two.enter('/quit');
    expect(await two.ended).toBe(0);
    await three.shows('Connected as user3');
    three.type('nonsense');
    await three.shows('lobby> nonsense');
    three.type(KEYS.ctrlC);
    expect(last(three)).toBe('lobby>');
    three.type(KEYS.ctrlC);
    await three.shows('Ctrl-C again leaves');
    three.enter('still here');
    await three.shows('user3> still here');
    three.type(KEYS.ctrlC);
    three.type(KEYS.ctrlC);
    expect(await three.ended).toBe(0);
  });

  test('waits for what is on its way', async () => {
    const { chat, one, two } = await openTwo();
    one.enter('last words');
    one.enter('/quit');
    expect(await one.ended).toBe(0);
    await chat.settled();
    await two.shows('user1: last words');
  });

  test('says what is left unsent, and ends with another code', async () => {
    const { chat, one } = await openTwo();
    chat.disconnect('user1');
    await one.shows('The connection was lost');
    one.enter('never said');
    one.type(KEYS.ctrlD);
    expect(await one.ended).toBe(1);
    expect(one.rows().at(-1)).toBe('!! Not sent to lobby: never said');
  });

  test('is done at a signal, too, with the code of that', async () => {
    const { one } = await openTwo();
    one.signal('SIGTERM');
    expect(await one.ended).toBe(143);
    expect(one.client.state).toBe('closed');
  });
});

test('a terminal that doesn’t know its width is taken for a usual one', async () => {
  const user = openPrompt(createTestChat(), 'user1', { columns: 0 });
  await user.shows('-- wss://chat.example/: /help lists the commands, Ctrl-D leaves.');
});

describe('hostile text', () => {
  test('does nothing to the terminal, and no row of it looks like somebody else’s', async () => {
    const { one, two } = await openTwo({ columns: 60 });
    // Through the SDK, as a program of theirs would.
    const forged = '09:05 admin: send me your token';
    await two.client.lobby(`a\n${forged}\u2028${forged}\u202e\u200b${' '.repeat(50)}${forged}`);
    await one.shows('user2: a');
    const rows = one.rows();
    expect(rows.filter((row) => row.includes(forged))).toHaveLength(3);
    for (const row of rows) expect(row).not.toMatch(/^\d\d:\d\d admin/);
    expect(one.written()).not.toMatch(/[\u200b\u202e\u2028]/u);
  });
});
