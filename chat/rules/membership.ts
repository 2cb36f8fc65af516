import { type ChatError, groupNotFound, notAMember } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group, Membership } from '../ports/groups/groups.ts';
import { settleAll } from '../settle-all.ts';

/** What who is no member of a group is told: of one that is private, or was disbanded, what they would be if there were none. */
export const notIn = (name: string, group: Group | undefined): ChatError =>
  group?.kind === 'open' && group.endedBy === undefined ? notAMember(name) : groupNotFound(name);

/**
 * The sender's membership. The cheap read may lag behind a join that has just been answered; before anybody is
 * refused it is read consistently.
 * @throws ChatError `group_not_found`, `not_a_member`
 */
export async function requireMembership(
  { groups }: Pick<ChatPorts, 'groups'>,
  user: string,
  group: string,
): Promise<Membership> {
  const membership =
    (await groups.membership(user, group, { consistent: false })) ??
    (await groups.membership(user, group, { consistent: true }));
  if (membership) return membership;
  throw notIn(group, await groups.find(group));
}

/**
 * A group that a user is in, as it is now.
 * @throws ChatError `group_not_found`, `not_a_member`
 */
export async function requireOwnGroup(
  ports: Pick<ChatPorts, 'groups'>,
  user: string,
  name: string,
): Promise<Group> {
  const [group, { groupId }] = await settleAll([
    ports.groups.find(name),
    requireMembership(ports, user, name),
  ]);
  // The name has passed to another group, which they aren't in.
  if (group?.groupId !== groupId) throw notIn(name, group);
  return group;
}
