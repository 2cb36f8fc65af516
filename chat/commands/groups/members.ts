import { requireMembership } from '../../rules/membership.ts';
import { roleIn } from '../../rules/roles.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The members of a group that the sender is in, by name, and who of them may do more than others. */
export const members: CommandHandler<'members'> = async (ports, { group_name, ...fields }, { user }) => {
  const [{ groupId }, profiles] = await settleAll([
    requireMembership(ports, user, group_name),
    ports.groups.findAll([group_name], { consistent: true }),
  ]);
  const group = profiles.get(group_name);
  const roleOf = (member: string) => (group?.groupId === groupId ? roleIn(group, member) : 'member');
  return listed(
    'members',
    await ports.groups.listMembers(groupId, rangeOf(ports, fields)),
    (member) => {
      const role = roleOf(member.user);
      return { user: member.user, since: timeOf(member.version), ...(role !== 'member' && { role }) };
    },
    (member) => member.user,
  );
};
