import type { BanItem } from '../../../protocol/frames-v2.ts';
import { type Ban, FOREVER } from '../../ports/bans.ts';
import { requireAdmin } from '../../rules/admin.ts';
import type { CommandHandler } from '../command-handler.ts';
import { groupBans } from '../groups/group-bans.ts';
import { listedAsFits, rangeOf, timeOf } from '../list.ts';

/** Who may not be here, or in a group, by name. */
export const bans: CommandHandler<'bans'> = async (ports, { group_name, ...fields }, request) => {
  if (group_name !== undefined) return groupBans(ports, { group_name, ...fields }, request);
  await requireAdmin(ports, request, 'bans');
  return listedAsFits('bans', await ports.bans.list(rangeOf(ports, fields)), toBanItem, ({ user }) => user);
};

const toBanItem = ({ user, by, id, until, reason }: Ban): BanItem => ({
  user,
  by,
  since: timeOf(id),
  ...(until !== FOREVER && { until: new Date(until).toISOString() }),
  ...(reason !== undefined && { reason }),
});
