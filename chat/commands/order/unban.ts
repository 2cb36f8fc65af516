import { notAllowed } from '../../../protocol/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { unbanFromGroup } from '../groups/unban-from-group.ts';

/** Lets somebody come into a group again. */
export const unban: CommandHandler<'unban'> = async (ports, { target, group_name }, request) => {
  if (group_name === undefined) throw notAllowed('unban');
  return unbanFromGroup(ports, { target, group_name }, request);
};
