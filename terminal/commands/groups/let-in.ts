import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const letIn: Command = {
  name: 'let-in',
  summary: 'lets somebody come into a group again, or into the one in front',
  arguments: [USER, optional(GROUP)],
  run: (session, user = '', group?: string) =>
    session.client.unban(user, { group_name: groupMeant(session, group) }),
};
