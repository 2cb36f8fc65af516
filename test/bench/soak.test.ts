import { describe, expect, test } from '@jest/globals';
import { createLedger, growsWithoutEnd } from '../../bench/soak/ledger.ts';
import { readSoakOptions } from '../../bench/soak/options.ts';
import { findFaults, printResult } from '../../bench/soak/report.ts';

describe('the ledger of a soak', () => {
  test('finds nothing wrong when each recipient saw each acknowledged message once', () => {
    const ledger = createLedger();
    ledger.sent('m1', ['a', 'b']);
    ledger.seen('a', 'm1');
    ledger.acknowledged('m1');
    ledger.seen('b', 'm1');
    expect(ledger.count()).toEqual({ sent: 1, acknowledged: 1, lost: [], twice: [], errors: {} });
  });

  test('names who did not see what was acknowledged', () => {
    const ledger = createLedger();
    ledger.sent('m1', ['a', 'b']);
    ledger.acknowledged('m1');
    ledger.seen('a', 'm1');
    expect(ledger.count().lost).toEqual(['b m1']);
  });

  test('misses nothing of what was refused', () => {
    const ledger = createLedger();
    ledger.sent('m1', ['a']);
    ledger.failed('blocked');
    ledger.failed('blocked');
    expect(ledger.count()).toMatchObject({ acknowledged: 0, lost: [], errors: { blocked: 2 } });
  });

  test('names who saw something twice, whether they ought to see it or not', () => {
    const ledger = createLedger();
    ledger.sent('m1', ['a']);
    for (const user of ['a', 'b', 'a', 'b', 'b', 'c']) ledger.seen(user, 'm1');
    expect(ledger.count().twice).toEqual(['a m1', 'b m1']);
  });
});

test.each([
  ['is level', [300, 310, 305], 10, false],
  ['grows while it warms up', [300, 900, 910], 10, false],
  ['grows a little', [300, 400, 540], 2, false],
  ['grows slowly', [300, 400, 700], 10, false],
  ['grows as with a snapshot for every Query', [300, 700, 1_100], 2, true],
  ['grows so for ten minutes', [300, 2_000, 4_000], 10, true],
] as const)('memory that %s', (_name, memory, minutes, isEndless) => {
  expect(growsWithoutEnd(memory, minutes)).toBe(isEndless);
});

test('a soak tells each thing that is wrong, and shows all its figures', () => {
  const counts = { sent: 5, acknowledged: 4, lost: ['a m1'], twice: ['b m2'], errors: { blocked: 1 } };
  const result = {
    minutes: 2,
    counts,
    memory: [1, 2, 900] as const,
    rows: { 'Chat-TablesPeopleB2744939': 7 },
  };
  expect(findFaults(result)).toEqual(['1 lost: a m1', '1 seen twice: b m2', 'Memory grows: 1, 2, 900 MB']);
  expect(findFaults({ ...result, counts: { ...counts, lost: [], twice: [] }, memory: [1, 2, 3] })).toEqual(
    [],
  );
  const table = printResult(result);
  for (const row of [
    '| messages sent | 5 |',
    '| lost | 1 |',
    '| rows left in People | 7 |',
    '| commands refused, by code | blocked 1 |',
  ]) {
    expect(table).toContain(row);
  }
});

test('a soak takes two minutes unless asked otherwise, an hour at most', () => {
  expect(readSoakOptions([])).toEqual({ minutes: 2, isWritten: false, context: [] });
  expect(readSoakOptions(['--minutes', '10', '--write', '-c', 'a=b'])).toEqual({
    minutes: 10,
    isWritten: true,
    context: ['a=b'],
  });
  expect(readSoakOptions(['--help'])).toBe('help');
  for (const minutes of ['0', '-1', '61', 'x'])
    expect(() => readSoakOptions([`--minutes=${minutes}`])).toThrow('--minutes');
  expect(() => readSoakOptions(['--what'])).toThrow();
});
