import type { AuditedAct } from '../../../protocol/frames/list-items.ts';
import type { GroupRole } from '../../../protocol/frames/logged.ts';
import type { Page, PageRange } from '../page.ts';

/** What somebody who keeps order has done. */
export interface AuditEntry {
  /** Of the command, or of the event that it became. */
  readonly id: string;
  readonly by: string;
  readonly act: AuditedAct;
  /** Whom it was about; absent where that is the group. */
  readonly target?: string;
  /** What they may do in the group from then on. */
  readonly role?: GroupRole;
  /** Where, as the wire calls it; absent: everywhere. */
  readonly conversation?: string;
  /** The id of the message that it was about. */
  readonly of?: string;
  /** Until when it holds, epoch milliseconds; absent where it doesn't end by itself. */
  readonly until?: number;
  readonly reason?: string;
}

/** What was done to keep order, by scope: of the lobby, where it is also of all, and of each group. Kept for a set number of days. */
export interface Audits {
  /**
   * Writes an entry, the same again in its stead. What goes with an event is written beside that (see `MessageLog.append`).
   * @param scope a channel: `lobby` or `group:<group id>`
   */
  put(scope: string, entry: AuditEntry): Promise<void>;
  /** Newest first; strongly consistent. @param range.after an id: what is older */
  list(scope: string, range: PageRange): Promise<Page<AuditEntry>>;
}
