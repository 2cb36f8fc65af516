import { idOfTime, readEventTime } from './events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from './limits.ts';

/**
 * How far a client knows a conversation: an event's id, or what `synced` gave it. While there is `more`, that is the
 * id up to which was read and, behind a point, the ten digits of when the first page was: the overlap is read once.
 */
export const CURSOR_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}(?:\.[0-9A-HJKMNP-TV-Z]{10})?$/;

const ID_DIGITS = 26;

/** Where a cursor stands. Times are epoch milliseconds. */
export interface CursorPosition {
  /** What comes behind it is to be read. An id, or the beginning of one. */
  readonly after: string;
  /** When the first of these pages was read; undefined when this is the first. */
  readonly startedAt?: number;
}

/**
 * Where to read on from a cursor: from the delivery deadline before it, for until then events may be stored, or reach
 * their recipients, out of order (see `docs/architecture.md`). A cursor of the future counts as one of now.
 */
export function readCursor(cursor: string, now: number): CursorPosition {
  const id = cursor.slice(0, ID_DIGITS);
  const started = cursor.slice(ID_DIGITS + 1);
  if (started !== '') return { after: id, startedAt: Math.min(readEventTime(started), now) };
  return { after: idOfTime(Math.min(readEventTime(id), now) - DELIVERY_DEADLINE_MS) };
}

/** The cursor behind a page that isn't the last. @param after the last id that was read */
export const cursorWithin = (after: string, startedAt: number) =>
  `${after}.${idOfTime(startedAt).slice(0, 10)}`;

/** The cursor of a client that has everything. */
export const cursorBehind = (startedAt: number) => idOfTime(startedAt);
