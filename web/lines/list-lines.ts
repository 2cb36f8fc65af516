import type { Row } from '../../client/index.ts';
import { dayKeyOf, dayNameOf } from '../text/times.ts';

/**
 * A row of the timeline, with what stands above it. Each row is one line, so that older rows come before the others and
 * change none of them but the first.
 */
export interface Line {
  readonly key: string;
  readonly row: Row;
  /** The name of the day that begins with it. */
  readonly day: string | undefined;
  /** Whether what is new begins with it. */
  readonly isFirstNew: boolean;
  readonly isFirstOfAuthor: boolean;
  /** Whether it is the last of one's own messages that the other party has read. */
  readonly isLastRead: boolean;
}

export interface Layout {
  readonly user: string | undefined;
  /** The event up to which it was read when it was opened; undefined: no mark of what is new. */
  readonly unreadAfter: string | undefined;
  /** The event up to which the other party of a whisper has read it; undefined: nobody, or that isn't known. */
  readonly peerReadUpto: string | undefined;
  /** Whether there is nothing older than the rows. */
  readonly isComplete: boolean;
  /** Keys of rows that begin a block whatever comes before them. */
  readonly firsts: ReadonlySet<string>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Messages of one author that come within this are shown as one block. */
const BLOCK_MS = 5 * 60 * 1_000;

/** The line that a row had last: the same object while it is shown alike, so that it isn't rendered again. */
const lastLines = new WeakMap<Row, Line>();

/** Lays out a timeline: the day above its first row, a mark above what is new, and whose block a message begins. */
export function listLines(
  rows: readonly Row[],
  { user, unreadAfter, peerReadUpto, isComplete, firsts, now }: Layout,
): Line[] {
  let day: string | undefined;
  let author: string | undefined;
  let at = 0;
  let isMarked = unreadAfter === undefined;
  // While all that is loaded is new, the first of what is new may still be missing.
  let isReadBefore = isComplete;
  const lastRead = peerReadUpto === undefined ? undefined : findLastRead(rows, user, peerReadUpto);
  return rows.map((row) => {
    const sent = row.status === 'sent' ? whenSent(row) : undefined;
    const isFirstOfDay = sent !== undefined && sent.day !== day;
    const isFirstNew =
      !isMarked && isReadBefore && row.status === 'sent' && isNewFromOthers(row, user, unreadAfter);
    const from = authorOf(row, user);
    const time = sent?.at ?? at;
    const isApart = isFirstOfDay || isFirstNew || firsts.has(row.key);
    const line = reuse({
      key: row.key,
      row,
      day: isFirstOfDay ? dayNameOf(sent.at, now) : undefined,
      isFirstNew,
      isFirstOfAuthor: from !== undefined && (isApart || from !== author || time - at > BLOCK_MS),
      isLastRead: row === lastRead,
    });
    if (isFirstOfDay) day = sent.day;
    isMarked ||= isFirstNew;
    isReadBefore ||= row.status === 'sent' && row.event.id <= (unreadAfter ?? '');
    author = from;
    at = time;
    return line;
  });
}

interface Sent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly day: string;
}

/** There may be thousands of rows, and dates are dear to work out. */
const sentTimes = new WeakMap<Row, Sent>();

function whenSent(row: Extract<Row, { status: 'sent' }>): Sent {
  const known = sentTimes.get(row);
  if (known) return known;
  const at = Date.parse(row.event.ts);
  const sent = { at, day: dayKeyOf(at) };
  sentTimes.set(row, sent);
  return sent;
}

function reuse(line: Line): Line {
  const last = lastLines.get(line.row);
  const isSame =
    last !== undefined &&
    last.day === line.day &&
    last.isFirstNew === line.isFirstNew &&
    last.isFirstOfAuthor === line.isFirstOfAuthor &&
    last.isLastRead === line.isLastRead;
  if (isSame) return last;
  lastLines.set(line.row, line);
  return line;
}

const isNewFromOthers = (
  row: Extract<Row, { status: 'sent' }>,
  user: string | undefined,
  unreadAfter: string | undefined,
) => row.event.type === 'message' && row.event.from !== user && row.event.id > (unreadAfter ?? '');

/** Of one's own, deleted ones aside. */
const findLastRead = (rows: readonly Row[], user: string | undefined, upto: string) =>
  rows.findLast((row) => {
    if (row.status !== 'sent' || row.event.type !== 'message') return false;
    const { from, deleted, id } = row.event;
    return from === user && !deleted && id <= upto;
  });

function authorOf(row: Row, user: string | undefined): string | undefined {
  if (row.status !== 'sent') return user;
  return row.event.type === 'message' ? row.event.from : undefined;
}
