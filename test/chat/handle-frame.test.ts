import { describe, expect, test } from '@jest/globals';
import { createMemoryUsers } from '../../memory/people/users.ts';
import { ANOTHER_RULE, CONTENT_RULE, NAME_RULE, TOKEN_RULE } from '../protocol/rule-texts.ts';
import { createChatUnderTest } from './chat-under-test.ts';

const long = 'x'.repeat(80);

describe('a frame', () => {
  test.each([
    ['no JSON', 'hello', 'Invalid JSON: a frame is one object'],
    ['nothing', '', 'Invalid JSON: a frame is one object'],
    ['an array', '[{"type":"lobby","content":"Hi"}]', 'Invalid JSON: a frame is one object'],
    ['null', 'null', 'Invalid JSON: a frame is one object'],
    ['an unknown type', { type: 'foo' }, 'Unknown message type: foo'],
    ['a long unknown type', { type: long }, `Unknown message type: ${'x'.repeat(64)}`],
    ['a type of every object', { type: 'constructor' }, 'Unknown message type: constructor'],
    ['a type that is no string', { type: 7 }, 'Unknown message type: 7'],
    ['no type', { content: 'Hi' }, 'Missing field: type (the name of a command)'],
    ['a field too few', { type: 'whisper', content: 'Hi' }, `Missing field: target (${NAME_RULE})`],
    ['no content', { type: 'lobby' }, `Missing field: content (${CONTENT_RULE})`],
    ['an empty field', { type: 'lobby', content: '' }, `Invalid field: content (${CONTENT_RULE})`],
    ['a field of another kind', { type: 'lobby', content: 7 }, `Invalid field: content (${CONTENT_RULE})`],
    [
      'a forbidden name',
      { type: 'join', group_name: '(Lobby): ' },
      `Invalid field: group_name (${NAME_RULE})`,
    ],
    [
      'half a surrogate pair',
      { type: 'lobby', content: '\ud83c' },
      `Invalid field: content (${CONTENT_RULE})`,
    ],
    [
      'a control character',
      { type: 'lobby', content: 'a\u0007' },
      `Invalid field: content (${CONTENT_RULE})`,
    ],
    ['too much', { type: 'lobby', content: 'é'.repeat(8_001) }, 'Content too large: at most 16000 bytes'],
    ['a token too few', { type: 'authenticate' }, `Missing field: token (${TOKEN_RULE})`],
  ])('that holds %s is answered why it can’t be obeyed', async (_what, frame, text) => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    await chat.send(one, frame);
    expect(chat.heardBy(one)).toEqual([`error: ${text}`]);
    expect(chat.ports.logger.entries).toEqual([]);
  });

  test.each(['add', 'accept', 'decline', 'unfriend', 'block', 'unblock'])(
    '%s of oneself is refused, and so is one of somebody who never signed in',
    async (type) => {
      const chat = createChatUnderTest();
      const one = await chat.connect('user1');
      await chat.send(one, { type, target: 'user1' });
      await chat.send(one, { type, target: 'user9' });
      expect(chat.heardBy(one)).toEqual([
        `error: Invalid field: target (${ANOTHER_RULE})`,
        'error: User not found: user9',
      ]);
    },
  );

  test.each([
    { type: 'whisper', target: 'user1', content: 'Hi' },
    { type: 'lobby', content: 'Hi' },
    { type: 'join', group_name: 'devs' },
    { type: 'block' },
  ])('$type without authentication is refused, and nobody hears of it', async (frame) => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    await chat.connectUnauthenticated('stranger');
    await chat.send('stranger', frame);
    expect(chat.heardBy('stranger')).toEqual(['error: Not authenticated']);
    expect(chat.heardBy(one)).toEqual([]);
  });

  test('behind an expired token is refused, and nothing is delivered to it', async () => {
    const chat = createChatUnderTest();
    const tokenExpiresAt = chat.ports.clock.now() + 1_000;
    const one = await chat.connect('user1', { signedIn: { user: 'user1', tokenExpiresAt } });
    const two = await chat.connect('user2');
    chat.ports.clock.advance(1_000);
    await chat.send(one, { type: 'lobby', content: 'Hi' });
    await chat.send(two, { type: 'lobby', content: 'Ho' });
    expect(chat.heardBy(one)).toEqual(['error: Token expired']);
  });

  test('that fails for a reason of ours is answered without detail, and its cause is logged', async () => {
    const cause = new Error('the table is on fire');
    const users = { ...createMemoryUsers(), exists: () => Promise.reject(cause) };
    const chat = createChatUnderTest({ users });
    const one = await chat.connect('user1');
    await chat.send(one, { type: 'whisper', target: 'user1', content: 'Hi' });
    expect(chat.heardBy(one)).toEqual(['error: Internal error']);
    expect(chat.ports.logger.entries).toMatchObject([
      { level: 'error', details: { connectionId: one, cause } },
    ]);
  });

  test.each([
    { type: 'lobby', content: 'Hi' },
    { type: 'group', group_name: 'devs', content: 'Hi' },
    { type: 'join', group_name: 'ops' },
    { type: 'leave', group_name: 'devs' },
    { type: 'add', target: 'user2' },
    { type: 'accept', target: 'user2' },
    { type: 'decline', target: 'user2' },
    { type: 'unfriend', target: 'user2' },
    { type: 'block', target: 'user2' },
    { type: 'unblock', target: 'user2' },
  ])('$type that comes to its write more than 15 s late is refused and changes nothing', async (frame) => {
    const chat = createChatUnderTest();
    const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
    await chat.send(one, { type: 'join', group_name: 'devs' });
    for (const connection of [one, two]) chat.heardBy(connection);
    chat.ports.clock.advance(20_000);
    await chat.send(one, frame, { receivedAt: chat.ports.clock.now() - 15_001 });
    expect(chat.heardBy(one)).toEqual(['error: Internal error']);
    expect(chat.heardBy(two)).toEqual([]);
    expect(chat.ports.log.entriesOf('lobby')).toEqual([]);
    expect(await chat.ports.groups.find('ops')).toBeUndefined();
    expect(await chat.ports.groups.memberships('user1')).toHaveLength(1);
    expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
    expect((await chat.ports.blocks.blockersOf('user2', 'Z')).names).toEqual(new Set());
  });

  test('whose answer can’t be posted fails nobody', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    chat.ports.posts.script(one, () => ({ kind: 'failed', cause: 'forbidden' }));
    await expect(chat.send(one, 'hello')).resolves.toBeUndefined();
    expect(chat.ports.logger.entries).toMatchObject([{ level: 'warn' }]);
  });
});
