import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CONTENT_MAX_BYTES, MENTIONS_MAX, NAME_PATTERN } from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';
import { mentionsIn, mentionsOf } from '../../protocol/mentions.ts';
import { utf8Bytes } from '../../protocol/utf8.ts';

describe('a message mentions', () => {
  test.each([
    ['@user1', ['user1']],
    ['Hi @user1!', ['user1']],
    ['@user1, @user2: lunch?\n@user3', ['user1', 'user2', 'user3']],
    ['(@user1)', ['user1']],
    ['Grüße, @user1', ['user1']],
    ['你好@user1。', ['user1']],
    ['@user1 and @user1 again', ['user1']],
    ['@User1 @user1', ['User1', 'user1']],
    ['@ann@example.com', ['ann@example.com']],
    ['@a.b-c_d+e=f', ['a.b-c_d+e=f']],
    ['@__proto__ @constructor @group @lobby', ['__proto__', 'constructor', 'group', 'lobby']],
    [`@${'x'.repeat(64)}`, ['x'.repeat(64)]],
  ])('%j: %j', (content, names) => {
    expect(mentionsIn(content)).toEqual(names);
  });

  test.each([
    ['@user1.', ['user1']],
    ['@user1...', ['user1']],
    ['Did you see it, @user1?', ['user1']],
    ['@user1_', ['user1_']],
    ['@@user1', ['@user1']],
  ])('%j: %j, as a sign at its end is the sentence’s', (content, names) => {
    expect(mentionsIn(content)).toEqual(names);
  });

  test.each(['', '@', '@ user1', 'user1', 'ann@example.com', '=@user1', '@.-=+@', `@${'x'.repeat(65)}`])(
    'nobody: %j',
    (content) => {
      expect(mentionsOf(content)).toEqual({});
    },
  );

  test('names that a user may have, that stand in it behind an @', () => {
    const words = fc.stringMatching(/^[@a.+ é\n]*$/);
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const content = parts.join(' ');
        for (const name of mentionsIn(content)) {
          expect(name).toMatch(NAME_PATTERN);
          expect(content).toContain(`@${name}`);
        }
      }),
    );
  });

  test('the first twenty of many', () => {
    const names = Array.from({ length: MENTIONS_MAX + 5 }, (_, place) => `user${place}`);
    expect(mentionsIn(names.map((name) => `@${name}`).join(' '))).toEqual(names.slice(0, MENTIONS_MAX));
  });

  test('no more than leaves a frame as short as the longest content makes it', () => {
    const names = Array.from({ length: MENTIONS_MAX }, (_, place) => `${place}`.padEnd(64, 'x'));
    const text = names.map((name) => `@${name}`).join(' ');
    const padding = (bytes: number) => '"'.repeat((bytes - contentBytes(text)) / 2);
    for (const left of [2, 200, 600, 1_500]) {
      const content = `${text} ${padding(CONTENT_MAX_BYTES - left)}`;
      const mentions = utf8Bytes(JSON.stringify(mentionsOf(content)).slice(1));
      expect(contentBytes(content) + mentions).toBeLessThanOrEqual(CONTENT_MAX_BYTES);
    }
    expect(mentionsIn(`${text} ${padding(CONTENT_MAX_BYTES - 2)}`)).toEqual([]);
    expect(mentionsIn(`${text} ${padding(CONTENT_MAX_BYTES - 200)}`)).toEqual(names.slice(0, 2));
    expect(mentionsIn(`${text} ${padding(CONTENT_MAX_BYTES - 1_500)}`)).toEqual(names);
  });
});
