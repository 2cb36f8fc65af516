import { groupNotFound } from '../../../protocol/errors.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { type FindInvitationsPorts, findInvitations } from '../../rules/find-invitations.ts';
import { newGroup } from '../../rules/new-group.ts';
import { roleIn } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { enterGroup } from './enter-group.ts';

/** Makes the sender a member of a group, and the group, open and nobody's, if there is none. */
export const join: CommandHandler<'join'> = (ports, { group_name }, request) =>
  enterGroup(ports, group_name, request, async (found, isMember) => {
    const { user, id } = request;
    if (found === undefined || found.isFree) return newGroup(group_name, id);
    // As if there were none.
    if (found.endedBy !== undefined) throw groupNotFound(group_name);
    const isOpen = found.kind === 'open' || isMember || roleIn(found, user) !== 'member';
    if (!isOpen && !(await isInvited(ports, user, found))) throw groupNotFound(group_name);
    return found;
  });

async function isInvited(ports: FindInvitationsPorts, user: string, { name, groupId }: Group) {
  const found = await findInvitations(ports, user, name);
  return found.some((invitation) => invitation.groupId === groupId);
}
