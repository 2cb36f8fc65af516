import { expect, test } from '@jest/globals';
import { countPhases } from '../../bench/cost/count-phases.ts';

test('counts what was waited for one after the other, whatever ran beside it', () => {
  const spans = [
    { start: 0, end: 10 },
    { start: 1, end: 11 },
    { start: 12, end: 20 },
    { start: 30, end: 40 },
    { start: 31, end: 33 },
  ];
  expect(countPhases(spans)).toBe(3);
});

test('finds no phase where there is no call', () => {
  expect(countPhases([])).toBe(0);
});
