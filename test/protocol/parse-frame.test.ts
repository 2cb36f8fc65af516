import { describe, expect, test } from '@jest/globals';
import { parseCommandType } from '../../protocol/parse.ts';
import { refusalOf, refusalOfObject } from './frames.ts';

describe('a frame that is no JSON object', () => {
  test.each(['', ' ', 'hello', '{', '{"type":"lobby",}', "{'type':'lobby'}", '{} {}', '\u0000', 'undefined'])(
    'is refused as invalid JSON when it is the text %j',
    (text) => {
      expect(refusalOf(text)).toBe('invalid_json: Invalid JSON: a frame is one object');
    },
  );

  test.each(['null', '[]', '[{"type":"lobby"}]', '"x"', '"lobby"', '1', 'true'])(
    'is refused as invalid JSON when it is the value %s',
    (text) => {
      expect(refusalOf(text)).toBe('invalid_json: Invalid JSON: a frame is one object');
    },
  );
});

describe('the type of a frame', () => {
  test('names the command, for every command of the wire', () => {
    const types = 'authenticate whisper lobby group join leave add accept decline unfriend block unblock';
    for (const type of types.split(' ')) expect(parseCommandType({ type }).type).toBe(type);
  });

  test.each(['foo', '', 'Lobby', 'lobby ', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is echoed when it is the unknown %j',
    (type) => {
      expect(refusalOfObject({ type })).toBe(`unknown_type: Unknown message type: ${type}`);
    },
  );

  test.each([
    ['1', '1'],
    ['null', 'null'],
    ['true', 'true'],
    ['["lobby"]', '["lobby"]'],
    ['{"toString":"lobby"}', '{"toString":"lobby"}'],
  ])('is no command when it is %s, which is no string', (type, shown) => {
    expect(refusalOf(`{"type":${type}}`)).toBe(`unknown_type: Unknown message type: ${shown}`);
  });

  test('is unknown when it is nested deeper than the stack holds', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(refusalOf(`{"type":${deep}}`)).toMatch(/^unknown_type: Unknown message type: (…|\[{64})$/);
  });

  test.each(['{}', '{"content":"hi"}', '{"__proto__":{"type":"lobby","content":"hi"}}'])(
    'is missing in %s, which says so',
    (text) => {
      expect(refusalOf(text)).toBe('invalid_field: Missing field: type (the name of a command)');
    },
  );

  test.each(['\ud800', 'shout\udc00', '\udc00\ud800'])('is echoed as text, whatever %j is', (type) => {
    const refusal = refusalOfObject({ type });
    expect(refusal).toMatch(/^unknown_type: Unknown message type: (shout)?\ufffd+$/);
    expect(refusal.isWellFormed()).toBe(true);
  });

  test('is echoed whole up to 64 characters and cut there', () => {
    const echoOf = (type: string) =>
      refusalOfObject({ type }).slice('unknown_type: Unknown message type: '.length);
    expect(echoOf('x'.repeat(64))).toBe('x'.repeat(64));
    expect(echoOf('x'.repeat(65))).toBe('x'.repeat(64));
    expect(echoOf('x'.repeat(30_000))).toBe('x'.repeat(64));
  });

  test('is never cut in the middle of an emoji', () => {
    const refusal = refusalOfObject({ type: `${'x'.repeat(63)}😀😀` });
    expect(refusal).toBe(`unknown_type: Unknown message type: ${'x'.repeat(63)}😀`);
    expect(refusal.isWellFormed()).toBe(true);
  });

  test('counts an emoji as one character', () => {
    expect(refusalOfObject({ type: '😀'.repeat(65) })).toBe(
      `unknown_type: Unknown message type: ${'😀'.repeat(64)}`,
    );
  });
});
