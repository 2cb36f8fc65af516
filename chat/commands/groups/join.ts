import { groupNotFound } from '../../../protocol/errors.ts';
import { newGroup } from '../../rules/new-group.ts';
import { roleIn } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { enterGroup } from './enter-group.ts';

/** Makes the sender a member of a group, and the group, open and nobody's, if there is none. */
export const join: CommandHandler<'join'> = (ports, { group_name }, request) =>
  enterGroup(ports, group_name, request, (found, isMember) => {
    if (found === undefined) return newGroup(group_name, request.id);
    const isOpen = found.kind === 'open' || isMember || roleIn(found, request.user) !== 'member';
    // As if there were none.
    if (!isOpen) throw groupNotFound(group_name);
    return found;
  });
