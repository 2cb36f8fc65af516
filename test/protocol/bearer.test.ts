import { expect, test } from '@jest/globals';
import { readBearer } from '../../protocol/bearer.ts';

test.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER  a.b.c', 'Bearer a.b.c\n', ' Bearer\ta.b.c \r\n'])(
  '%j has a token',
  (credentials) => {
    expect(readBearer(credentials)).toBe('a.b.c');
  },
);

test.each([
  '',
  'Bearer',
  'Bearer ',
  'a.b.c',
  'Basic a.b.c',
  'Bearer a.b.c d',
  'Bearera.b.c',
  'x Bearer a.b.c',
])('%j has none', (credentials) => {
  expect(readBearer(credentials)).toBeUndefined();
});
