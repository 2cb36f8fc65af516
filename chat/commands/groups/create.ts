import { nameNotAvailable } from '../../../protocol/errors.ts';
import { newGroup } from '../../rules/new-group.ts';
import type { CommandHandler } from '../command-handler.ts';
import { saidOf } from './describe.ts';
import { enterGroup } from './enter-group.ts';

/** Makes a group of which the sender is the owner, and its first member. */
export const create: CommandHandler<'create'> = (ports, { group_name, ...given }, request) => {
  const { user, id } = request;
  const { kind = 'open', history = 'joining' } = given;
  return enterGroup(ports, group_name, request, (found) => {
    if (found === undefined || found.isFree)
      return { ...newGroup(group_name, id), kind, history, ...saidOf(given), owners: [user] };
    // The same command, come again, made it.
    if (found.groupId !== id) throw nameNotAvailable(group_name);
    return found;
  });
};
