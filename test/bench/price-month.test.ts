import { expect, test } from '@jest/globals';
import { priceMonth } from '../../bench/cost/price-month.ts';
import type { Price } from '../../bench/cost/price-usage.ts';

const sync: Price = {
  frames: 2e-6,
  invocations: 0.2e-6,
  duration: 0.3e-6,
  requestUnits: 1e-6,
  total: 3.5e-6,
  ratio: 1.75,
  durationMs: 30,
};

const ping: Price = { ...sync, requestUnits: 0, total: 2.5e-6, ratio: 1.25 };

test('a month is 30 days of connection minutes, of syncs and of the pings between them', () => {
  const month = priceMonth(sync, ping);

  expect([month.syncs, month.pings]).toEqual([1_440, 4_320]);
  expect(month.connectionMinutes).toBeCloseTo(0.0108);
  expect(month.requestUnits).toBeCloseTo(1_440 * 1e-6);
  expect(month.total).toBeCloseTo(0.0108 + 1_440 * 3.5e-6 + 4_320 * 2.5e-6);
});

test('stands beside what API Gateway charges for the connection and the same frames', () => {
  const month = priceMonth(sync, ping);

  expect(month.ratio).toBeCloseTo(month.total / (0.0108 + 5_760 * 2e-6));
});
