import { describe, expect, test } from '@jest/globals';
import { idBehind, makeEventId, readEventTime } from '../../protocol/events/event-id.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
const make = (more: Partial<Parameters<typeof makeEventId>[0]> = {}) =>
  makeEventId({ receivedAt, arrival: 500, random: () => 0.5, ...more });

describe('an event id', () => {
  test('is 26 characters of Crockford’s base 32', () => {
    expect(make()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  test('tells its time', () => {
    expect(readEventTime(make())).toBe(receivedAt);
    expect(readEventTime(make({ receivedAt: 0 }))).toBe(0);
  });

  test('sorts by time, whatever else', () => {
    const late = { random: () => 0.999_999, arrival: 1_000_000 };
    const times = [1, receivedAt - 1, receivedAt, receivedAt + 1, receivedAt + 32 ** 5];
    const ids = times.map((time, index) => make({ receivedAt: time, ...(index % 2 ? {} : late) }));
    expect(ids.toSorted()).toEqual(ids);
  });

  test('sorts frames of one millisecond by their arrival', () => {
    const ids = [0, 1, 31, 32, 999, 1_000_000].map((arrival, index) =>
      make({ arrival, random: () => (index % 2 ? 0 : 0.9) }),
    );
    expect(ids.toSorted()).toEqual(ids);
  });

  test.each([-5, -0.5, 2_000_000, Number.MAX_SAFE_INTEGER, 3.7])(
    'keeps its shape for an arrival of %p',
    (arrival) => {
      expect(make({ arrival })).toHaveLength(26);
      expect(readEventTime(make({ arrival }))).toBe(receivedAt);
    },
  );

  test('differs by chance for frames of the same instant', () => {
    const chances = [0, 0.000_000_001, 0.5, 0.999_999_999];
    expect(new Set(chances.map((chance) => make({ random: () => chance }))).size).toBe(chances.length);
  });
});

describe('the id behind another', () => {
  test.each([
    ['01KAMT5WX00007F000000F0000', '01KAMT5WX00007F000000F0001'],
    ['01KAMT5WX00007F000000F0009', '01KAMT5WX00007F000000F000A'],
    ['01KAMT5WX00007F000000F00ZZ', '01KAMT5WX00007F000000F0100'],
    ['01KAMT5WX00007F000000FZZZZ', '01KAMT5WX00007F000000G0000'],
  ])('of %s is %s', (id, behind) => {
    expect(idBehind(id)).toBe(behind);
    expect(behind > id).toBe(true);
  });
});
