import { expect, test } from '@jest/globals';
import { readUnits } from '../../bench/cost/capacity.ts';

const consumed = (CapacityUnits: number) => ({ ConsumedCapacity: { CapacityUnits } });

test('takes the units that DynamoDB tells', () => {
  expect(readUnits('Query', {}, consumed(2.5))).toEqual({ reads: 2.5, writes: 0 });
  expect(readUnits('PutItem', {}, consumed(2))).toEqual({ reads: 0, writes: 2 });
});

test('adds up the tables of a batch', () => {
  const answer = { ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 1 }] };
  expect(readUnits('BatchWriteItem', { RequestItems: { one: [{}, {}], other: [{}] } }, answer).writes).toBe(
    3,
  );
});

test('counts a read that found nothing as the service bills it', () => {
  expect(readUnits('Query', {}, consumed(0)).reads).toBe(0.5);
  expect(readUnits('Query', { ConsistentRead: true }, consumed(0)).reads).toBe(1);
  const RequestItems = { People: { Keys: [1, 2], ConsistentRead: true } };
  expect(readUnits('BatchGetItem', { RequestItems }, consumed(0)).reads).toBe(2);
});

test('counts a write whose condition failed', () => {
  const refused = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };
  expect(readUnits('UpdateItem', {}, refused)).toEqual({ reads: 0, writes: 1 });
});

test('refuses an answer that does not tell its units', () => {
  expect(() => readUnits('GetItem', {}, {})).toThrow('GetItem was answered without its units');
});
