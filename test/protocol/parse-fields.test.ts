import { describe, expect, test } from '@jest/globals';
import { parseCommandType, parseFields } from '../../protocol/parse.ts';
import { readCommand, refusalOf, refusalOfObject } from './frames.ts';
import { CONTENT_RULE, NAME_RULE, TOKEN_RULE } from './rule-texts.ts';

const whisper = { type: 'whisper', target: 'user2', content: 'Hello!' };

describe('the fields of a command', () => {
  const readable: [frame: object, fields: object][] = [
    [{ type: 'authenticate', token: 'Bearer x' }, { token: 'Bearer x' }],
    [whisper, { target: 'user2', content: 'Hello!' }],
    [{ type: 'lobby', content: 'Hi' }, { content: 'Hi' }],
    [
      { type: 'group', group_name: 'devs', content: 'Hi' },
      { group_name: 'devs', content: 'Hi' },
    ],
    ...['join', 'leave'].map((type): [object, object] => [
      { type, group_name: 'devs' },
      { group_name: 'devs' },
    ]),
    ...['add', 'accept', 'decline', 'unfriend', 'block', 'unblock'].map((type): [object, object] => [
      { type, target: 'user3' },
      { target: 'user3' },
    ]),
  ];

  test.each(readable)('are read from %j', (frame, fields) => {
    expect(readCommand(JSON.stringify(frame))).toEqual(fields);
  });

  test('are all that is read: keys that nobody knows are ignored', () => {
    const frame =
      '{"type":"lobby","content":"Hi","from":"user9","__proto__":{"isAdmin":true},"constructor":1}';
    const fields = readCommand(frame) as Record<string, unknown>;
    expect(fields).toEqual({ content: 'Hi' });
    expect(Object.keys(fields)).toEqual(['content']);
    expect(fields.isAdmin).toBeUndefined();
  });

  test.each([
    ['authenticate', 'token', TOKEN_RULE],
    ['whisper', 'target', NAME_RULE],
    ['lobby', 'content', CONTENT_RULE],
    ['group', 'group_name', NAME_RULE],
    ['join', 'group_name', NAME_RULE],
    ['leave', 'group_name', NAME_RULE],
    ['add', 'target', NAME_RULE],
    ['accept', 'target', NAME_RULE],
    ['decline', 'target', NAME_RULE],
    ['unfriend', 'target', NAME_RULE],
    ['block', 'target', NAME_RULE],
    ['unblock', 'target', NAME_RULE],
  ])('are asked for: %s without anything else misses its %s', (type, field, rule) => {
    expect(refusalOfObject({ type })).toBe(`invalid_field: Missing field: ${field} (${rule})`);
  });

  test.each([[null], [1], [true], [[]], [['user2']], [{}], [{ toString: 'user2' }]] as [unknown][])(
    'are invalid when they are no text but %j',
    (value) => {
      expect(refusalOfObject({ ...whisper, target: value })).toBe(
        `invalid_field: Invalid field: target (${NAME_RULE})`,
      );
      expect(refusalOfObject({ ...whisper, content: value })).toBe(
        `invalid_field: Invalid field: content (${CONTENT_RULE})`,
      );
      expect(refusalOfObject({ type: 'authenticate', token: value })).toBe(
        `invalid_field: Invalid field: token (${TOKEN_RULE})`,
      );
    },
  );

  test('are missing when only the prototype of the frame has them', () => {
    const frame = '{"type":"whisper","__proto__":{"target":"user2","content":"Hi"}}';
    expect(refusalOf(frame)).toBe(`invalid_field: Missing field: target (${NAME_RULE})`);
  });

  test('are reported one at a time, the first faulty one by its name', () => {
    expect(refusalOfObject({ type: 'whisper' })).toBe(`invalid_field: Missing field: target (${NAME_RULE})`);
    expect(refusalOfObject({ type: 'whisper', content: '' })).toBe(
      `invalid_field: Missing field: target (${NAME_RULE})`,
    );
    expect(refusalOfObject({ type: 'whisper', target: '', content: '' })).toBe(
      `invalid_field: Invalid field: target (${NAME_RULE})`,
    );
    expect(refusalOfObject({ type: 'whisper', target: 'user2' })).toBe(
      `invalid_field: Missing field: content (${CONTENT_RULE})`,
    );
    expect(refusalOfObject({ type: 'group', group_name: 'a b', content: 'x'.repeat(16_001) })).toBe(
      `invalid_field: Invalid field: group_name (${NAME_RULE})`,
    );
  });
});

describe('a name of a user or a group', () => {
  test.each(['a', 'user1', 'a.b_c@d+e-f', 'A', '__proto__', 'constructor', '0', 'x'.repeat(64)])(
    'may be %j',
    (name) => {
      expect(readCommand(JSON.stringify({ type: 'add', target: name }))).toEqual({ target: name });
      expect(readCommand(JSON.stringify({ type: 'join', group_name: name }))).toEqual({ group_name: name });
    },
  );

  test.each([
    '',
    ' ',
    'a b',
    'user1\n',
    '\nuser1',
    '(Lobby): user1',
    'a:b',
    'a)',
    'é',
    '😀',
    'a/b',
    'x'.repeat(65),
  ])('is invalid when it is %j, so that none can forge a prefix', (name) => {
    expect(refusalOfObject({ type: 'add', target: name })).toBe(
      `invalid_field: Invalid field: target (${NAME_RULE})`,
    );
    expect(refusalOfObject({ type: 'join', group_name: name })).toBe(
      `invalid_field: Invalid field: group_name (${NAME_RULE})`,
    );
  });
});

describe('a token in a frame', () => {
  test('is read up to 16,000 characters', () => {
    const token = `Bearer ${'x'.repeat(15_993)}`;
    expect(readCommand(JSON.stringify({ type: 'authenticate', token }))).toEqual({ token });
  });

  test.each(['', 'x'.repeat(16_001)])('is invalid when it is empty or longer', (token) => {
    expect(refusalOfObject({ type: 'authenticate', token })).toBe(
      `invalid_field: Invalid field: token (${TOKEN_RULE})`,
    );
  });
});

describe('a command of v1', () => {
  const readV1 = (frame: { readonly type: string; readonly [field: string]: unknown }) => {
    const { type, body } = parseCommandType({ ...frame });
    return parseFields(type, body, 'v1');
  };

  test.each([
    { type: 'mute', target: 'user2', seconds: 60, group_name: 'devs', reason: 'Spam' },
    { type: 'unban', target: 'user2', group_name: 'devs' },
    { type: 'ban', target: 'user2', seconds: 60 },
    { type: 'kick', group_name: 'devs', target: 'user2', ban: true },
    { type: 'create', group_name: 'devs', kind: 'private' },
  ])('$type reaches no further than it says', ({ type, ...fields }) => {
    expect(readV1({ type, ...fields })).toEqual(fields);
  });

  test('knows no replies, as it never has', () => {
    expect(readV1({ type: 'lobby', content: 'Hi', reply_to: 7 })).toEqual({ content: 'Hi' });
  });
});
