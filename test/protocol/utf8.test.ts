import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { utf8Bytes } from '../../protocol/utf8.ts';

test('a text’s bytes are counted as TextEncoder counts them, halves of surrogate pairs included', () => {
  const utf8 = new TextEncoder();
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: unit() })), (text) => {
      expect(utf8Bytes(text)).toBe(utf8.encode(text).length);
    }),
  );
});

const unit = () => fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
