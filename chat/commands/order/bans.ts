import { requireAdmin } from '../../rules/admin.ts';
import type { CommandHandler } from '../command-handler.ts';
import { groupBans } from '../groups/group-bans.ts';
import { listedAsFits, rangeOf } from '../list.ts';
import { toBanItem } from './ban-item.ts';

/** Who may not be here, or in a group, by name. */
export const bans: CommandHandler<'bans'> = async (ports, { group_name, ...fields }, request) => {
  if (group_name !== undefined) return groupBans(ports, { group_name, ...fields }, request);
  await requireAdmin(ports, request, 'bans');
  return listedAsFits('bans', await ports.bans.list(rangeOf(ports, fields)), toBanItem, ({ user }) => user);
};
