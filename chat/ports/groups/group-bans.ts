import type { Page, PageRange } from '../page.ts';

/** That a user may not be in a group. */
export interface GroupBan {
  /** The group's name. */
  readonly group: string;
  readonly groupId: string;
  readonly user: string;
  readonly by: string;
  /** Of the command that set it, or that ended it. */
  readonly id: string;
  /** Until when it holds, epoch milliseconds; 0 of one that was ended, and absent where it doesn't end by itself. */
  readonly until?: number;
  readonly reason?: string;
}

/** Who may not be in which group. What has ended may stand here for some time: whoever reads one compares the time, and the group's id. */
export interface GroupBans {
  /** Sets a ban, or ends one; nothing where a later command has done so. The same again changes nothing. */
  set(ban: GroupBan): Promise<void>;
  /**
   * What was last set of a user, in this group or another that had its name before.
   * @param options.consistent strongly consistent, at twice the price
   */
  find(group: string, user: string, options: { consistent: boolean }): Promise<GroupBan | undefined>;
  /** Those that hold, by the user's name; strongly consistent. */
  list(group: Pick<GroupBan, 'group' | 'groupId'>, range: PageRange): Promise<Page<GroupBan>>;
}
