import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups.ts';
import { requireOwnGroup } from './membership.ts';
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
  const group = await requireOwnGroup(ports, user, name);
  requireRole(group, user, 'moderator', act);
  return group;
}
