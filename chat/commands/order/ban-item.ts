import type { BanItem } from '../../../protocol/frames/list-items.ts';
import { FOREVER } from '../../ports/people/bans.ts';
import { timeOf } from '../list.ts';

/** What the wire shows of a ban, from everywhere or from a group. @param ban.until absent or `FOREVER`: it doesn't end by itself */
export const toBanItem = ({
  user,
  by,
  id,
  until = FOREVER,
  reason,
}: {
  readonly user: string;
  readonly by: string;
  readonly id: string;
  readonly until?: number;
  readonly reason?: string;
}): BanItem => ({
  user,
  by,
  since: timeOf(id),
  ...(until !== FOREVER && { until: new Date(until).toISOString() }),
  ...(reason !== undefined && { reason }),
});
