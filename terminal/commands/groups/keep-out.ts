import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const keepOut: Command = {
  name: 'keep-out',
  summary: 'keeps somebody out of a group, or of the one in front, that you keep order in',
  arguments: [USER, optional(GROUP)],
  run: (session, user = '', group?: string) =>
    session.client.kick(groupMeant(session, group), user, { ban: true }),
};
