import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { createInterpose, holdAnswer, waitUntil } from '../../../local/faults/interpose.mjs';
import type { Rule } from '../../../local/faults/rule.ts';
import { createFakeClock } from './fake-clock.ts';

/** A call whose end is noted with its time. */
function callThrough(rule: Partial<Rule> | undefined, workMs = 0, latencyMs = 5) {
  const clock = createFakeClock();
  const ends: [what: string, at: number][] = [];
  const note = (what: string) => () => ends.push([what, clock.now()]);
  const request = {
    resume() {},
    socket: { destroy: note('dropped'), resetAndDestroy: note('reset') },
  } as unknown as IncomingMessage;
  const response = { end: note('answered') } as unknown as ServerResponse;
  const interpose = createInterpose({
    latencyMs,
    strike: () => rule && ({ key: 'rule', share: 1, ...rule } as Rule),
    answerFault: note('failed'),
    clock,
  });
  interpose({}, request, response, (answer, due) => {
    const held = holdAnswer(clock, answer, due);
    waitUntil(clock, workMs, () => {
      note('worked')();
      held.end();
    });
  });
  clock.moveTo(100_000);
  return ends;
}

test('an answer that would be early is kept until it is due', () => {
  expect(callThrough(undefined, 3)).toEqual([
    ['worked', 3],
    ['answered', 5],
  ]);
});

test('an answer that is late anyway is not delayed further', () => {
  expect(callThrough(undefined, 8)).toEqual([
    ['worked', 8],
    ['answered', 8],
  ]);
});

test.each<[string, Partial<Rule>, [string, number][]]>([
  ['throttle comes as late as an answer', { action: 'throttle' }, [['failed', 5]]],
  ['reset comes as late as an answer', { action: 'reset' }, [['reset', 5]]],
  ['hang ends with a dropped socket', { action: 'hang', forMs: 30_000 }, [['dropped', 30_000]]],
  [
    'hang may end with an answer',
    { action: 'hang', forMs: 30_000, end: 'answer' },
    [
      ['worked', 3],
      ['answered', 30_000],
    ],
  ],
  [
    'failure that is applied has done the work',
    { action: 'error', applied: true },
    [
      ['worked', 3],
      ['failed', 5],
    ],
  ],
])('a %s', (_name, rule, ends) => {
  expect(callThrough(rule, 3)).toEqual(ends);
});

test('a timer that fires too early waits again', () => {
  const clock = createFakeClock({ earlyMs: 0.4 });
  const ends: number[] = [];
  waitUntil(clock, 5.3, () => ends.push(clock.now()));
  clock.moveTo(100);
  expect(ends).toHaveLength(1);
  expect(ends[0]).toBeGreaterThanOrEqual(5.3);
});

test('many that wait at once all end when due, in their order', () => {
  const clock = createFakeClock();
  const ends: number[] = [];
  for (let index = 0; index < 1000; index += 1) {
    waitUntil(clock, 10, () => ends.push(index));
  }
  clock.moveTo(9.9);
  expect(ends).toEqual([]);
  clock.moveTo(10);
  expect(ends).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  expect(clock.waiting).toBe(0);
});
