import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { QUOTE_MAX_CHARACTERS } from '../../protocol/limits.ts';
import { quoteOf } from '../../protocol/quotes.ts';

const cutOf = (content: string) => quoteOf({ from: 'user1', content }).cut ?? '';
const FAMILY = '👨‍👩‍👧‍👦';

describe('what a reply shows of a message', () => {
  test('is all of a short one, as one line', () => {
    expect(cutOf('Shall we\nmeet\tat five?')).toBe('Shall we meet at five?');
    expect(cutOf('x'.repeat(QUOTE_MAX_CHARACTERS))).toHaveLength(QUOTE_MAX_CHARACTERS);
  });

  test('is how a longer one begins', () => {
    expect(cutOf(`${'x'.repeat(QUOTE_MAX_CHARACTERS)}y`)).toBe('x'.repeat(QUOTE_MAX_CHARACTERS));
  });

  test('ends with a whole grapheme', () => {
    const room = QUOTE_MAX_CHARACTERS - FAMILY.length;
    expect(cutOf(`${'x'.repeat(room)}${FAMILY}y`)).toBe(`${'x'.repeat(room)}${FAMILY}`);
    expect(cutOf(`${'x'.repeat(room + 1)}${FAMILY}y`)).toBe('x'.repeat(room + 1));
    expect(cutOf(`${'x'.repeat(QUOTE_MAX_CHARACTERS - 1)}e\u0301`)).toBe(
      'x'.repeat(QUOTE_MAX_CHARACTERS - 1),
    );
  });

  test('ends with a whole character where graphemes aren’t known', () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      const odd = 'x'.repeat(QUOTE_MAX_CHARACTERS - 1);
      expect(cutOf(`${odd}😀😀`)).toBe(odd);
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });

  test('is a beginning of the message, never longer than its limit, and whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3 * QUOTE_MAX_CHARACTERS }), (content) => {
        const cut = cutOf(content);
        expect(cut.length).toBeLessThanOrEqual(QUOTE_MAX_CHARACTERS);
        expect(content.replace(/[\t\n\u2028\u2029]/g, ' ').startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(content.slice(0, cut.length).isWellFormed());
      }),
    );
  });

  test('is its author alone where it was deleted', () => {
    expect(quoteOf({ from: 'user1', content: '', isDeleted: true })).toEqual({
      from: 'user1',
      deleted: true,
    });
  });
});
