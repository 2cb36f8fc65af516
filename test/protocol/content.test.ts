import { describe, expect, test } from '@jest/globals';
import { readCommand, refusalOfObject } from './frames.ts';
import { CONTENT_RULE } from './rule-texts.ts';

const TOO_LARGE = 'too_large: Content too large: at most 16000 bytes';
const INVALID = `invalid_field: Invalid field: content (${CONTENT_RULE})`;

function read(content: string): string {
  const fields = readCommand(JSON.stringify({ type: 'lobby', content }));
  return (fields as { content: string }).content;
}
const refusal = (content: string) => refusalOfObject({ type: 'lobby', content });

describe('content', () => {
  test.each([
    ' ',
    'Hello!',
    '\t',
    'two\nlines',
    'a\tb',
    '"\\',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ufffd',
    'שלום',
    '👩‍👩‍👧',
  ])('may be %j and stays as it is', (content) => {
    expect(read(content)).toBe(content);
  });

  test('may not be empty', () => {
    expect(refusal('')).toBe(INVALID);
  });

  test.each([
    ['one byte a character', 'x'],
    ['two bytes', 'é'],
    ['four bytes', '😀'],
  ])('may have 16,000 bytes of UTF-8 and not one more, at %s', (_, character) => {
    const bytes = Buffer.byteLength(character);
    const largest = character.repeat(16_000 / bytes);
    expect(read(largest)).toBe(largest);
    expect(refusal(`${largest}x`)).toBe(TOO_LARGE);
    expect(refusal(`${largest.slice(character.length)}${'x'.repeat(bytes + 1)}`)).toBe(TOO_LARGE);
  });

  test('is measured in bytes, not in characters', () => {
    expect(refusal('€'.repeat(5_334))).toBe(TOO_LARGE);
    expect(read('€'.repeat(5_333))).toHaveLength(5_333);
  });

  test.each(['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d'])('may not hold half an emoji: %j', (content) => {
    expect(refusal(content)).toBe(INVALID);
  });

  test('may hold no control character but tab and line breaks', () => {
    const codes = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, i) => 127 + i)];
    const refused = codes.filter((code) => refusal(`a${String.fromCharCode(code)}b`) === INVALID);
    expect(refused).toEqual(codes.filter((code) => ![9, 10, 13].includes(code)));
  });

  test('is too large for every command that takes content', () => {
    const content = 'x'.repeat(16_001);
    expect(refusalOfObject({ type: 'whisper', target: 'user2', content })).toBe(TOO_LARGE);
    expect(refusalOfObject({ type: 'group', group_name: 'devs', content })).toBe(TOO_LARGE);
  });
});
