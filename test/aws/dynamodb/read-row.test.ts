import { expect, test } from '@jest/globals';
import { readRow } from '../../../aws/dynamodb/read-row.ts';

const row = { pk: 'ref:user1', sk: 'r1', id: '1', until: 7, more: true };

test('the attributes that are asked for are read, and no others', () => {
  expect(readRow(row, { id: 'string', until: 'number', answer: 'string?' })).toEqual({ id: '1', until: 7 });
});

test.each([
  ['is missing', {}],
  ['is of another kind', { id: 7 }],
  ['is null', { id: null }],
])('an attribute that %s is an error that names it and the row', (_, other) => {
  const { id: __, ...rest } = row;
  expect(() => readRow({ ...rest, ...other }, { id: 'string' })).toThrow(
    'The row ref:user1 r1 has no string id',
  );
});

test('an optional attribute of another kind is an error, too', () => {
  expect(() => readRow({ ...row, answer: 1 }, { answer: 'string?' })).toThrow('has no string? answer');
});
