import { expect, test } from '@jest/globals';
import { findChange } from '../../web/timeline/list-change.ts';

const list = (keys: string) => Array.from(keys, (key) => ({ key }));

test.each([
  ['abc', 'abc', { atStart: 0, atEnd: 0 }],
  ['c', 'abc', { atStart: 2, atEnd: 0 }],
  ['a', 'abc', { atStart: 0, atEnd: 2 }],
  ['bc', 'abcde', { atStart: 1, atEnd: 2 }],
  ['abc', 'c', { atStart: -2, atEnd: 0 }],
  ['abc', 'bcd', { atStart: -1, atEnd: 1 }],
  ['abc', 'xyz', undefined],
  ['', 'abc', undefined],
  ['abc', '', undefined],
])('from “%s” to “%s” the ends of a list change by %j', (before, now, change) => {
  expect(findChange(list(before), list(now))).toEqual(change);
});
