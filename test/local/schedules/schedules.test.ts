import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ScheduleDefinition } from '../../../local/schedules/schedule-definition.ts';
import { startSchedules } from '../../../local/schedules/schedules.ts';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 10, 22, 12);

const schedule: ScheduleDefinition = {
  logicalId: 'EachMinute',
  arn: 'arn:aws:events:eu-west-1:111122223333:rule/Small-EachMinute',
  region: 'eu-west-1',
  accountId: '111122223333',
  everyMs: MINUTE_MS,
  targets: [{ functionName: 'sweep', input: '{"type":"sweep"}' }, { functionName: 'other' }],
};

/** @returns what functions were asked to do, as `name event` */
function start(everyMs?: number) {
  const asked: string[] = [];
  let ids = 0;
  const running = startSchedules({
    schedules: [schedule],
    ...(everyMs !== undefined && { everyMs }),
    enqueue: (name, _id, event) => asked.push(`${name} ${event}`),
    now: () => Date.now(),
    randomId: () => `id${++ids}`,
  });
  return { asked, stop: running.stop };
}

describe('a schedule', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: START });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('invokes its targets each time that its interval is over, with their input or with EventBridge’s event', () => {
    const { asked, stop } = start();
    jest.advanceTimersByTime(MINUTE_MS - 1);
    expect(asked).toEqual([]);
    jest.advanceTimersByTime(1);
    const [sweep, other = ''] = asked;
    expect(sweep).toBe('sweep {"type":"sweep"}');
    expect(JSON.parse(other.replace('other ', ''))).toEqual({
      version: '0',
      id: expect.stringMatching(/^id/),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '111122223333',
      time: '2026-11-22T12:01:00Z',
      region: 'eu-west-1',
      resources: [schedule.arn],
      detail: {},
    });
    jest.advanceTimersByTime(2 * MINUTE_MS);
    expect(asked).toHaveLength(6);
    stop();
  });

  test('can be made to come more often', () => {
    const { asked, stop } = start(1_000);
    jest.advanceTimersByTime(3_000);
    expect(asked).toHaveLength(6);
    stop();
  });

  test('invokes nothing any more when it was stopped', () => {
    const { asked, stop } = start();
    stop();
    jest.advanceTimersByTime(MINUTE_MS);
    expect(asked).toEqual([]);
  });
});
