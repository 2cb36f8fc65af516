import { nameNotAvailable } from '../../../protocol/errors.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { newGroup } from '../../rules/new-group.ts';
import type { CommandHandler } from '../command-handler.ts';
import { saidOf } from './describe.ts';
import { enterGroup } from './enter-group.ts';

/** Makes a group of which the sender is the owner, and its first member. */
export const create: CommandHandler<'create'> = (ports, { group_name, ...given }, request) => {
  const { user, id } = request;
  const { kind = 'open', history = 'joining' } = given;
  const made: Group = { ...newGroup(group_name, id), kind, history, ...saidOf(given), owners: [user] };
  return enterGroup(ports, group_name, request, (found) => {
    if (found === undefined || found.isFree) return made;
    // The same command made it, come again, be it so late that it has another id; its function died before it had entered it.
    if (!isAsMade(found, made)) throw nameNotAvailable(group_name);
    return found;
  });
};

/** Whether a group is what its maker would make now, and nobody has changed it since. */
const isAsMade = (found: Group, made: Group): boolean =>
  found.rev === found.groupId &&
  found.owners.join() === made.owners.join() &&
  (['kind', 'history', 'title', 'about'] as const).every((field) => found[field] === made[field]);
