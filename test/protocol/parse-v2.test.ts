import { describe, expect, test } from '@jest/globals';
import { ChatError } from '../../protocol/errors.ts';
import { findRef, parseCommandType, parseFields, parseRef } from '../../protocol/parse.ts';

const id = '01KAMT5WX00007F000000F0000';

/** The fields of a v2 command, or why it is refused. */
function readV2(frame: object): unknown {
  try {
    const { type, body } = parseCommandType({ ...frame }, 'v2');
    return parseFields(type, body, 'v2');
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}

describe('a command of chat.v2', () => {
  test.each([
    'sync',
    'history',
    'read',
    'ping',
    'here',
    'conversations',
    'friends',
    'requests',
    'blocks',
    'groups',
    'members',
    'profile',
    'profiles',
    'users',
  ])('%s is unknown in v1', (type) => {
    expect(() => parseCommandType({ type })).toThrow(`Unknown message type: ${type} (only in chat.v2)`);
    expect(parseCommandType({ type }, 'v2').type).toBe(type);
  });

  test.each([
    [{ type: 'sync' }, {}],
    [
      { type: 'sync', cursors: { lobby: id, whispers: id, 'group:devs': `${id}.01KAMT5WX0` } },
      { cursors: { lobby: id, whispers: id, 'group:devs': `${id}.01KAMT5WX0` } },
    ],
    [{ type: 'history', conversation: 'lobby' }, { conversation: 'lobby' }],
    [
      { type: 'history', conversation: 'group:devs', before: id, limit: 100 },
      { conversation: 'group:devs', before: id, limit: 100 },
    ],
    [
      { type: 'read', conversation: 'whisper:user2', upto: id },
      { conversation: 'whisper:user2', upto: id },
    ],
    [
      { type: 'friends', after: 'user2', limit: 1 },
      { after: 'user2', limit: 1 },
    ],
    [{ type: 'members', group_name: 'devs' }, { group_name: 'devs' }],
    [
      { type: 'profile', display_name: ' Ann ', about: null },
      { display_name: 'Ann', about: null },
    ],
    [{ type: 'profiles', users: ['a', 'b'] }, { users: ['a', 'b'] }],
    [
      { type: 'profiles', users: ['a'], known: { a: id, b: '' } },
      { users: ['a'], known: { a: id, b: '' } },
    ],
    [{ type: 'users', search: ' Ann L ' }, { search: 'Ann L' }],
    // As the last page says it.
    [{ type: 'friends', after: null }, {}],
    [{ type: 'history', conversation: 'lobby', before: null }, { conversation: 'lobby' }],
  ])('%j is read', (frame, fields) => {
    expect(readV2(frame)).toEqual(fields);
  });

  test.each([
    [{ type: 'sync', cursors: [] }, 'Invalid field: cursors'],
    [{ type: 'sync', cursors: { lobby: 'x' } }, 'Invalid field: cursors'],
    [{ type: 'sync', cursors: { 'group:': id } }, 'Invalid field: cursors'],
    [{ type: 'sync', cursors: { 'whisper:user2': id } }, 'Invalid field: cursors'],
    [
      {
        type: 'sync',
        cursors: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`group:g${i}`, id])),
      },
      'Invalid field: cursors',
    ],
    [{ type: 'history' }, 'Missing field: conversation'],
    [{ type: 'history', conversation: 'group:' }, 'Invalid field: conversation'],
    [{ type: 'history', conversation: 'group:a b' }, 'Invalid field: conversation'],
    [{ type: 'history', conversation: 'user2' }, 'Invalid field: conversation'],
    [{ type: 'history', conversation: 'lobby', limit: 0 }, 'Invalid field: limit'],
    [{ type: 'history', conversation: 'lobby', limit: 101 }, 'Invalid field: limit'],
    [{ type: 'history', conversation: 'lobby', limit: 1.5 }, 'Invalid field: limit'],
    [{ type: 'history', conversation: 'lobby', before: 'x' }, 'Invalid field: before'],
    [{ type: 'read', conversation: 'lobby' }, 'Missing field: upto'],
    [{ type: 'members' }, 'Missing field: group_name'],
    [{ type: 'groups', after: 7 }, 'Invalid field: after'],
  ])('%j is refused: %s', (frame, text) => {
    expect(String(readV2(frame)).replace(/ \(.*$/, '')).toBe(text);
  });
});

describe('a ref', () => {
  test('is text of 1 to 64 characters', () => {
    expect(parseRef({})).toBeUndefined();
    for (const ref of ['1', 'x'.repeat(64), 'a b', '__proto__']) expect(parseRef({ ref })).toBe(ref);
    for (const ref of ['', 'x'.repeat(65), 7, null, '\ud800']) {
      expect(() => parseRef({ ref })).toThrow('Invalid field: ref');
    }
  });

  test('is found for an error where there is one, and nothing is said of it where not', () => {
    expect(findRef({ type: 'nonsense', ref: 'r1' })).toBe('r1');
    for (const body of [undefined, {}, { ref: 7 }]) expect(findRef(body)).toBeUndefined();
  });
});
