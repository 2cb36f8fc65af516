import { expect, test } from '@jest/globals';
import { compilePathPattern } from '../../../local/distribution/path-pattern.ts';

test.each([
  ['/ws/*', '/ws/chat/lobby/', true],
  ['/ws/*', '/ws/', true],
  ['/ws/*', '/ws', false],
  ['/ws/*', '/WS/x', false],
  ['ws/*', '/ws/x', true],
  ['*.jpg', '/images/a.jpg', true],
  ['*.jpg', '/images/axjpg', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['*', '/anything', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(compilePathPattern(pattern).test(path)).toBe(expected);
});
