import { expect, test } from '@jest/globals';
import { createTokenBucket } from '../../../local/gateway/throttling/token-bucket.ts';

function createBucket(rate: number, capacity: number) {
  let time = 1_000_000;
  const bucket = createTokenBucket({ rate, capacity, now: () => time });
  return {
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** How many can be taken right now. */
    takeAll(most = 100) {
      let taken = 0;
      while (taken < most && bucket.take()) taken++;
      return taken;
    },
  };
}

test('a burst is as large as the capacity, and what comes after it as fast as the rate', () => {
  const { pass, takeAll } = createBucket(10, 5);
  expect(takeAll()).toBe(5);
  pass(300);
  expect(takeAll()).toBe(3);
  pass(60_000);
  expect(takeAll()).toBe(5);
});

test('a clock that is set back takes nothing away, and is counted on from there', () => {
  const { pass, takeAll } = createBucket(10, 5);
  expect(takeAll(2)).toBe(2);
  pass(-3_600_000);
  expect(takeAll()).toBe(3);
  pass(200);
  expect(takeAll()).toBe(2);
});

test('without a limit there is always one', () => {
  expect(createBucket(Number.POSITIVE_INFINITY, 0).takeAll()).toBe(100);
});
