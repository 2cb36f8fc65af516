import type { Row } from '../../client/index.ts';
import { dayKeyOf, dayNameOf } from '../text/times.ts';

/** What the timeline shows below each other. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: Row; readonly isFirstOfAuthor: boolean };

/** Messages of one author that come within this are shown as one block. */
const BLOCK_MS = 5 * 60 * 1_000;

/**
 * Lays out a timeline: the day before its first row, a mark before what is new, and whose block a message begins.
 * @param unreadAfter the event up to which it was read when it was opened; undefined: no mark
 * @param now epoch milliseconds
 */
export function listLines(
  rows: readonly Row[],
  { user, unreadAfter, now }: { user: string | undefined; unreadAfter: string | undefined; now: number },
): Line[] {
  const lines: Line[] = [];
  let day: string | undefined;
  let author: string | undefined;
  let at = 0;
  let isMarked = unreadAfter === undefined;
  for (const row of rows) {
    const ts = row.status === 'sent' ? row.event.ts : undefined;
    if (ts !== undefined && dayKeyOf(ts) !== day) {
      day = dayKeyOf(ts);
      author = undefined;
      lines.push({ kind: 'day', key: `day ${day}`, name: dayNameOf(ts, now) });
    }
    if (!isMarked && row.status === 'sent' && isNewFromOthers(row, user, unreadAfter)) {
      isMarked = true;
      author = undefined;
      lines.push({ kind: 'unread', key: 'unread' });
    }
    const from = authorOf(row, user);
    const time = ts === undefined ? at : Date.parse(ts);
    lines.push({
      kind: 'row',
      key: row.key,
      row,
      isFirstOfAuthor: from !== undefined && (from !== author || time - at > BLOCK_MS),
    });
    author = from;
    at = time;
  }
  return lines;
}

const isNewFromOthers = (
  row: Extract<Row, { status: 'sent' }>,
  user: string | undefined,
  unreadAfter: string | undefined,
) => row.event.type === 'message' && row.event.from !== user && row.event.id > (unreadAfter ?? '');

function authorOf(row: Row, user: string | undefined): string | undefined {
  if (row.status !== 'sent') return user;
  return row.event.type === 'message' ? row.event.from : undefined;
}
