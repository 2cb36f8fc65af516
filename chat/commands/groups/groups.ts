import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The groups that the sender is in, by name. */
export const groups: CommandHandler<'groups'> = async (ports, fields, { user }) =>
  listed(
    'groups',
    await ports.groups.listMemberships(user, rangeOf(ports, fields)),
    ({ group, version }) => ({ group, since: timeOf(version) }),
    ({ group }) => group,
  );
