import { describe, expect, test } from '@jest/globals';
import {
  type BlockItem,
  endedIntervals,
  intervalsOf,
  isStanding,
  type PastInterval,
} from '../../../aws/people/block-item.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const now = Date.UTC(2026, 10, 22, 12);
const idIn = (milliseconds: number) => idOfTime(now + milliseconds);

/** Blocks of a minute each, the last of which ended a minute ago. */
const minutesOf = (count: number): PastInterval[] =>
  Array.from({ length: count }, (_, index) => {
    const since = (index - count) * 120_000;
    return { since: idIn(since), until: idIn(since + 60_000) };
  });

const standing: BlockItem = { inverse: 'blocked:user1', id: idIn(0), since: idIn(50), isSettled: true };
const end = (past: PastInterval[]) => endedIntervals({ ...standing, past }, idIn(1_000), now + 1_000, 30);

describe('the item of a block', () => {
  test('forgets, when it ends, what hides no message that is still kept', () => {
    const [old, young] = [
      { since: idIn(-40 * DAY_MS), until: idIn(-30 * DAY_MS) },
      { since: idIn(-40 * DAY_MS), until: idIn(-30 * DAY_MS + 60_000) },
    ];
    expect(end([old, young])).toEqual([young, { since: idIn(50), until: idIn(1_000) }]);
  });

  test('stays small however often there is a block: the oldest two hide what lay between them, too', () => {
    const past = minutesOf(20);
    expect(end(past.slice(1))).toHaveLength(20);
    const once = end(past);
    expect(once).toEqual([
      { since: past[0]?.since, until: past[1]?.until },
      ...past.slice(2),
      { since: idIn(50), until: idIn(1_000) },
    ]);
    expect(end(once)).toHaveLength(20);
  });

  test('that says no more than since when is settled', () => {
    const item = { inverse: 'blocked:user1', since: idIn(0) };
    expect(isStanding(item)).toBe(true);
    expect(intervalsOf(item, now - 60_000)).toEqual([{ since: idIn(0) }]);
  });

  test('that says nothing has hidden nothing', () => {
    expect(isStanding({})).toBe(false);
    expect(intervalsOf({}, now)).toEqual([]);
  });
});
