import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups.ts';
import { settleAll } from '../settle-all.ts';
import { notIn, requireMembership } from './membership.ts';
import { requireRole } from './roles.ts';

/**
 * The group in which a member keeps order: as an owner or a moderator.
 * @param act the command's type
 * @throws ChatError `group_not_found`, `not_a_member`, `not_allowed`
 */
export async function requireStaff(
  ports: Pick<ChatPorts, 'groups'>,
  user: string,
  name: string,
  act: string,
): Promise<Group> {
  const [group, { groupId }] = await settleAll([
    ports.groups.find(name),
    requireMembership(ports, user, name),
  ]);
  // The name has passed to another group, which they aren't in.
  if (group?.groupId !== groupId) throw notIn(name, group);
  requireRole(group, user, 'moderator', act);
  return group;
}
