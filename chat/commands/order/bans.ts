import { notAllowed } from '../../../protocol/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { groupBans } from '../groups/group-bans.ts';

/** Who may not be in a group. */
export const bans: CommandHandler<'bans'> = async (ports, { group_name, ...page }, request) => {
  if (group_name === undefined) throw notAllowed('bans');
  return groupBans(ports, { group_name, ...page }, request);
};
