import { expect, test } from '@jest/globals';
import { priceMonth } from '../../bench/cost/price-month.ts';
import type { Price } from '../../bench/cost/price-usage.ts';

const heartbeat: Price = {
  frames: 2e-6,
  invocations: 0.2e-6,
  duration: 0.3e-6,
  requestUnits: 1e-6,
  total: 3.5e-6,
  ratio: 1.75,
  durationMs: 30,
};

test('a month is 30 days of connection minutes, and of heartbeats', () => {
  const month = priceMonth(heartbeat, 4);

  expect(month.heartbeats).toBe(10_800);
  expect(month.connectionMinutes).toBeCloseTo(0.0108);
  expect(month.total).toBeCloseTo(0.0108 + 10_800 * 3.5e-6);
});

test('stands beside what API Gateway charges for the connection and the same frames', () => {
  const month = priceMonth(heartbeat, 4);

  expect(month.ratio).toBeCloseTo((0.0108 + 0.0378) / (0.0108 + 0.0216));
});
