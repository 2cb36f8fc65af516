import { describe, expect, test } from '@jest/globals';
import { visible, visibleJson, visibleLines } from '../../terminal/text/visible.ts';

describe('what others wrote', () => {
  test.each([
    ['an escape sequence that colours', '\u001b[31mred\u001b[0m', '<U+001B>[31mred<U+001B>[0m'],
    ['one that moves the cursor', 'a\u001b[2A\rb', 'a<U+001B>[2A<U+000D>b'],
    ['one of a single character', '\u009b31m', '<U+009B>31m'],
    ['a link or a title', '\u001b]0;title\u0007', '<U+001B>]0;title<U+0007>'],
    ['a backspace', 'admin\b\b\b\b\buser', 'admin<U+0008><U+0008><U+0008><U+0008><U+0008>user'],
    ['an override of direction', '\u202egnp.exe\u202c', '<U+202E>gnp.exe<U+202C>'],
    ['an isolate', '\u2066a\u2069', '<U+2066>a<U+2069>'],
    ['a mark of direction', 'a\u200fb\u061c', 'a<U+200F>b<U+061C>'],
    ['a zero-width space', 'us\u200ber1', 'us<U+200B>er1'],
    ['a joiner in a name', 'us\u200der1', 'us<U+200D>er1'],
    ['a byte order mark and a soft hyphen', '\ufeffa\u00adb', '<U+FEFF>a<U+00AD>b'],
    ['a letter that is a blank', 'a\u3164b\u2800', 'a<U+3164>b<U+2800>'],
    ['text in tags', 'a\u{e0041}', 'a<U+E0041>'],
    ['an annotation', 'a\ufff9b\ufffb', 'a<U+FFF9>b<U+FFFB>'],
    ['half a pair', 'a\ud800b', 'a<U+D800>b'],
    ['the end of a line within a name', 'a\nb\u2028c', 'a<U+000A>b<U+2028>c'],
  ])('can’t hide %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(visible(shown)).toBe(shown);
  });

  test.each(['Grüße, 日本語 & עברית', '👨‍👩‍👧 👍🏽 ❤️ 1️⃣ 🏳️‍🌈', 'می‌خواهم', 'क्‍ष', 'e\u0301'])(
    'stays as it is where it is what people write: %s',
    (text) => {
      expect(visible(text)).toBe(text);
    },
  );

  test('is aligned by spaces where it has tabs, and paints over no other row by a heap of marks', () => {
    expect(visible('a\tb')).toBe('a    b');
    expect(visible(`a${'\u0301'.repeat(50)}b`)).toBe(`a${'\u0301'.repeat(6)}…b`);
  });

  test('is cut at whatever ends a line', () => {
    expect(visibleLines('a\r\nb\nc\rd\u0085e\u2028f\u2029g\vh\fi')).toEqual([...'abcdefghi']);
  });

  test('is the same in JSON, and just as harmless', () => {
    const value = { content: '\u001b[2J\u009b\u202e\u200b\u{e0041}\n👍🏽' };
    const json = visibleJson(value);
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toBe('{"content":"\\u001b[2J\\u009b\\u202e\\u200b\\udb40\\udc41\\n👍🏽"}');
  });
});
