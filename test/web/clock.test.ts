import { expect, test } from '@jest/globals';
import { noteServerTime, serverNow } from '../../web/text/clock.ts';

const HOUR_MS = 3_600_000;
const differenceWith = (headers: Record<string, string>, now: number) => {
  noteServerTime(new Headers(headers), now);
  return Math.round((Date.now() - serverNow()) / 1_000) * 1_000;
};

test('the server’s time is known by when it answered, whatever the machine’s clock says', () => {
  const made = Date.UTC(2026, 4, 10, 12);
  const date = new Date(made).toUTCString();
  expect(differenceWith({ date }, made + 5 * HOUR_MS)).toBe(5 * HOUR_MS);
  expect(differenceWith({ date }, made - 5 * HOUR_MS)).toBe(-5 * HOUR_MS);
  expect(differenceWith({ date, age: '3600' }, made + HOUR_MS)).toBe(0);
  // A slow network is no wrong clock.
  expect(differenceWith({ date }, made + 20_000)).toBe(0);
  expect(differenceWith({}, made)).toBe(0);
});
