import { expect, test } from '@jest/globals';
import { splitCode } from '../../web/text/split-code.ts';
import { splitMatches } from '../../web/text/split-matches.ts';

test.each([
  ['no code', [['text', 'no code']]],
  [
    'call `run()` twice',
    [
      ['text', 'call '],
      ['code', 'run()'],
      ['text', ' twice'],
    ],
  ],
  ['don`t and won`t', [['text', 'don`t and won`t']]],
  ['a ` alone\nand `', [['text', 'a ` alone\nand `']]],
  [
    'see\n```ts\nlet a = `b`;\n\nlet c;\n```\nthere',
    [
      ['text', 'see\n'],
      ['block', 'let a = `b`;\n\nlet c;'],
      ['text', 'there'],
    ],
  ],
  ['```<b>one line</b>```', [['block', '<b>one line</b>']]],
  ['```\ncut off here', [['block', 'cut off here']]],
  ['```', [['text', '```']]],
])('the text %j has the parts %j', (text, parts) => {
  expect(splitCode(text).map(({ kind, text: part }) => [kind, part])).toEqual(parts);
});

test('text with thousands of backticks is split without trying each pair', () => {
  expect(splitCode('`'.repeat(16_000)).length).toBeGreaterThan(0);
  expect(splitCode('```\n'.repeat(4_000)).length).toBeGreaterThan(0);
});

test('what is searched for is marked wherever it stands, whatever the case, and nothing is lost', () => {
  const parts = splitMatches('Tea, tea; TEAPOT', ' tea ');
  expect(parts.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['Tea', 'tea', 'TEA']);
  expect(parts.map(({ text }) => text).join('')).toBe('Tea, tea; TEAPOT');
  expect(splitMatches('tea', '')).toEqual([{ text: 'tea', isMatch: false }]);
});

test('a text whose letters are counted otherwise in lower case is shown whole', () => {
  expect(splitMatches('İstanbul tea', 'tea')).toEqual([{ text: 'İstanbul tea', isMatch: false }]);
});
