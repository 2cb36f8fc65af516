import { requireMembership } from '../../rules/membership.ts';
import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The members of a group that the sender is in, by name. */
export const members: CommandHandler<'members'> = async (ports, { group_name, ...fields }, { user }) => {
  const { groupId } = await requireMembership(ports, user, group_name);
  return listed(
    'members',
    await ports.groups.listMembers(groupId, rangeOf(ports, fields)),
    (member) => ({ user: member.user, since: timeOf(member.version) }),
    (member) => member.user,
  );
};
