import { expect, test } from '@jest/globals';
import { encodeMarkers } from '../../../local/assembly/encode-markers.ts';

test.each([
  ['a "b"', undefined, 'a "b"'],
  ['a "b"', { jsonEscape: true }, 'a \\"b\\"'],
  ['a "b"', { jsonEscape: 'true' }, 'a \\"b\\"'],
  [5, { jsonEscape: true }, '5'],
  [['a', 'b'], { markerEncodings: { M: 'JSON_VALUE' } }, '["a","b"]'],
  ['a', { jsonEscape: true, markerEncodings: { M: 'LITERAL' } }, 'a'],
  ['plain', { markerEncodings: { M: 'YAML_STRING' } }, 'plain'],
  ['yes', { markerEncodings: { M: 'YAML_STRING' } }, '"yes"'],
  ['a: b', { markerEncodings: { M: 'YAML_STRING' } }, '"a: b"'],
])('the value %j is written with %j as %s', (value, config, written) => {
  expect([...encodeMarkers({ M: value }, config)]).toEqual([['M', written]]);
});

test('a source without markers has none', () => {
  expect(encodeMarkers(undefined, undefined).size).toBe(0);
});
