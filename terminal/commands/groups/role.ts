import type { GroupRole } from '../../../client/index.ts';
import { GROUP, oneOf, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

const ROLES: Readonly<Record<GroupRole, true>> = { owner: true, moderator: true, member: true };

export const role: Command = {
  name: 'role',
  summary: 'makes somebody an owner, moderator or plain member of a group, or of the one in front',
  arguments: [USER, oneOf('ROLE', Object.keys(ROLES)), optional(GROUP)],
  run: (session, user, role, given?: string) =>
    session.client.role(groupMeant(session, given), user, role as GroupRole),
};
