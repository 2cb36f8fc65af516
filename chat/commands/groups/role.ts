import { conflict, notInGroup } from '../../../protocol/errors.ts';
import { stepDownIfGone } from '../../memberships/step-down.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { requireRole, roleIn, withRole } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { alterGroup, type Plan } from './alter-group.ts';

/** Says what a member may do in a group: for its owners, also of themselves, as long as another is left. */
export const role: CommandHandler<'role'> = async (ports, { group_name, target, role: given }, request) => {
  const { user, id } = request;
  const makePlan = async (found: Group): Promise<Plan> => {
    requireRole(found, user, 'owner', 'role');
    if (!(await isMember(ports, found, target))) throw notInGroup(target);
    return {
      event: { type: 'role_changed', id, group: group_name, user: target, role: given, by: user },
      alter(group) {
        requireRole(group, user, 'owner', 'role');
        const altered = withRole(group, target, given);
        if (roleIn(group, target) === given) throw conflict(`Is ${given} already: ${target}`);
        return altered;
      },
    };
  };
  return alterGroup(ports, group_name, request, makePlan, () =>
    stepDownIfGone(ports, group_name, target, id),
  );
};

async function isMember({ groups }: Pick<ChatPorts, 'groups'>, { name, groupId }: Group, user: string) {
  return (await groups.membership(user, name, { consistent: true }))?.groupId === groupId;
}
