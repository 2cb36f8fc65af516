import type { MessageEvent } from '../../../protocol/events/messages.ts';
import type { Page, PageRange } from '../page.ts';

/** A message that somebody has reported, and why. */
export interface Report {
  /** Of the command that made it. */
  readonly id: string;
  /** Who reported it. */
  readonly by: string;
  readonly reason: string;
  /** As it was then: what becomes of it in the log changes nothing here. */
  readonly message: MessageEvent;
  /** Of a message of a group, the group's id: another group may have its name by now. */
  readonly groupId?: string;
  /** What came of it; absent while nobody has looked at it. */
  readonly resolved?: Resolution;
}

export interface Resolution {
  /** Of the command. */
  readonly id: string;
  readonly by: string;
  readonly reason?: string;
}

/**
 * Reported messages. A report ends some time after it was resolved, and also where nobody ever does that, some time after it was
 * made (`REPORT_DAYS`). Reads are strongly consistent.
 */
export interface Reports {
  /** Keeps a report. Where its user has reported the same message before, that report stands, and nothing changes. */
  put(report: Omit<Report, 'resolved'>): Promise<void>;
  find(id: string): Promise<Report | undefined>;
  /** Newest first: all, or those of a group. @param range.after an id: what is older */
  list(range: PageRange, groupId?: string): Promise<Page<Report>>;
  /** Those of a user, by the ids of the messages. @param range.after the id of a message */
  listMade(by: string, range: PageRange): Promise<Page<Report>>;
  /** @returns false when another has resolved it, or there is no such report; the same again is true */
  resolve(id: string, resolution: Resolution): Promise<boolean>;
  /** Forgets what a user has reported; the reports stay until they end. */
  forgetMaker(by: string): Promise<void>;
}
