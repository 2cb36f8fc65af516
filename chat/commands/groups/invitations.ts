import { GROUP_PROFILES_PER_COMMAND } from '../../../protocol/limits.ts';
import type { Group } from '../../ports/groups/groups.ts';
import type { Invitation } from '../../ports/groups/invitations.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import { findInvitations } from '../../rules/find-invitations.ts';
import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The groups that the sender is invited to, by name, and who was the first to invite them. */
export const invitations: CommandHandler<'invitations'> = async (ports, fields, request) => {
  const { user } = request;
  const { after = '', limit } = rangeOf(ports, fields);
  const found = await findInvitations(ports, user);
  const names = [...new Set(found.map(({ group }) => group))].filter((name) => name > after);
  const asked = names.slice(0, limit);
  await keepExtraRate(ports, request, Math.ceil(asked.length / GROUP_PROFILES_PER_COMMAND) - 1);
  const groups = await ports.groups.findAll(asked, { consistent: false });
  const items = asked.flatMap((name) => firstTo(name, found, groups.get(name)) ?? []);
  const next = asked.at(-1);
  return listed(
    'invitations',
    { items, hasMore: names.length > asked.length, ...(next !== undefined && { next }) },
    ({ group, from, id }) => {
      const title = groups.get(group)?.title;
      return { group, from, since: timeOf(id), ...(title !== undefined && { title }) };
    },
    ({ group }) => group,
  );
};

/** The one that came first, to that group and none that had its name before. @param group as it is now */
function firstTo(name: string, found: readonly Invitation[], group: Group | undefined) {
  if (group?.endedBy !== undefined) return undefined;
  const [first] = found
    .filter((invitation) => invitation.group === name && invitation.groupId === group?.groupId)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return first;
}
