import { describe, expect, test } from '@jest/globals';
import { CURSOR_PATTERN, cursorBehind, cursorWithin, readCursor } from '../../protocol/cursor.ts';
import { idOfTime, makeEventId } from '../../protocol/events/event-id.ts';

const now = Date.UTC(2026, 10, 22, 12);
const idAt = (receivedAt: number) => makeEventId({ receivedAt, arrival: 7, random: () => 0.5 });

describe('a cursor', () => {
  test.each([
    ['an event’s id', idAt(now - 500_000)],
    ['of a client that had everything', cursorBehind(now - 500_000)],
  ])('%s is read on from two minutes before it', (_, cursor) => {
    expect(readCursor(cursor, now)).toEqual({ after: idOfTime(now - 620_000) });
  });

  test('of the future counts as one of now', () => {
    expect(readCursor(idAt(now + 1e9), now)).toEqual({ after: idOfTime(now - 120_000) });
  });

  test('between two pages is read on from right behind it, and tells when the first was read', () => {
    const cursor = cursorWithin(idAt(now - 50), now - 10);
    expect(readCursor(cursor, now)).toEqual({ after: idAt(now - 50), startedAt: now - 10 });
    expect(readCursor(cursor, now - 20).startedAt).toBe(now - 20);
  });

  test('looks like one, whichever it is, and nothing else does', () => {
    for (const cursor of [idAt(now), cursorBehind(now), cursorWithin(idAt(now), now)]) {
      expect(cursor).toMatch(CURSOR_PATTERN);
    }
    for (const other of [
      '',
      'lobby',
      idAt(now).slice(1),
      `${idAt(now)}.`,
      `${idAt(now)}.1`,
      `${idAt(now)} `,
    ]) {
      expect(other).not.toMatch(CURSOR_PATTERN);
    }
  });
});
