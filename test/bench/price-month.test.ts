import { expect, test } from '@jest/globals';
import { priceMonth, priceRenewals } from '../../bench/cost/price-month.ts';
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

  expect([month.syncs, month.pings]).toEqual([43_200 / 44, (43_200 / 44) * 4]);
  expect(month.connectionMinutes).toBeCloseTo(0.0108, 9);
  expect(month.requestUnits).toBeCloseTo((43_200 / 44) * 1e-6, 9);
  expect(month.total).toBeCloseTo(0.0108 + (43_200 / 44) * (3.5e-6 + 4 * 2.5e-6), 9);
});

test('stands beside what API Gateway charges for the connection and the same frames', () => {
  const month = priceMonth(sync, ping);

  expect(month.ratio).toBeCloseTo(month.total / (0.0108 + (43_200 / 44) * 5 * 2e-6), 9);
});

test('and each connection that is replaced in time costs another one, two syncs, and the end of the one before', () => {
  const connect = { ...sync, total: 12e-6 };
  const disconnect = { ...sync, total: 4e-6 };

  expect(priceRenewals(connect, disconnect, sync)).toBeCloseTo((43_200 / 112.5) * 23e-6, 9);
});
