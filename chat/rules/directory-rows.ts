import { readEventTime } from '../../protocol/events/event-id.ts';
import { type Directory, type FoundRow, foldText } from '../ports/people/directory.ts';
import type { Clock } from '../ports/runtime.ts';
import { settleAll } from '../settle-all.ts';

/** After so long a row that its profile knows nothing of belongs to no command that is still running. */
const STALE_AFTER_MS = 10 * 60 * 1_000;
/** Of those that a search removes on its way. */
const REMOVED_MAX = 10;

/** Whether a text is found by this beginning. @param folded as `foldText` makes it */
export const begins = (text: string | undefined, folded: string): boolean =>
  text !== undefined && foldText(text).startsWith(folded);

/** Removes some of the rows that a search came across and that say what isn't so. @param holds whether a row says what is so */
export async function removeStaleRows(
  directory: Pick<Directory, 'remove'>,
  clock: Pick<Clock, 'now'>,
  rows: readonly FoundRow[],
  holds: (row: FoundRow) => boolean,
): Promise<void> {
  const before = clock.now() - STALE_AFTER_MS;
  const stale = rows.flatMap((row) => {
    const { rev } = row;
    return rev !== undefined && readEventTime(rev) < before && !holds(row) ? [{ ...row, rev }] : [];
  });
  await settleAll(stale.slice(0, REMOVED_MAX).map((row) => directory.remove(row)));
}
