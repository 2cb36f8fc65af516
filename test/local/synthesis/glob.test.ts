import { expect, test } from '@jest/globals';
import { compileGlob } from '../../../local/synthesis/glob.ts';

test.each([
  ['**', 'a/b.ts', true],
  ['lib', 'lib/deep/a.ts', true],
  ['lib/**', 'lib/deep/a.ts', true],
  ['lib', 'library/a.ts', false],
  ['*.json', 'cdk.json', true],
  ['*.json', 'a/cdk.json', false],
  ['**/*.ts', 'a.ts', true],
  ['**/*.ts', 'a/b/c.ts', true],
  ['**/*.d.ts', 'a/b.ts', false],
  ['**/*.{js,ts}', 'a/b.js', true],
  ['**/node_modules', 'a/node_modules/b/c.js', true],
  ['package*.json', 'package-lock.json', true],
  ['a?.ts', 'ab.ts', true],
  ['a.ts', 'abts', false],
])('%s and %s: %s', (glob, path, expected) => {
  expect(compileGlob(glob).test(path)).toBe(expected);
});
