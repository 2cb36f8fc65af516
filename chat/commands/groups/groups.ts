import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';
import { searchGroups } from './search-groups.ts';

/** The groups that the sender is in, by name; or open ones, whose name or title begins so. */
export const groups: CommandHandler<'groups'> = async (ports, { search, ...fields }, { user }) => {
  const range = rangeOf(ports, fields);
  if (search !== undefined) return searchGroups(ports, search, range, user);
  return listed(
    'groups',
    await ports.groups.listMemberships(user, range),
    ({ group, version }) => ({ group, since: timeOf(version) }),
    ({ group }) => group,
  );
};
