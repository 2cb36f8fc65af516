import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const kick: Command = {
  name: 'kick',
  summary: 'removes somebody from a group, or from the one in front, that you keep order in',
  arguments: [USER, optional(GROUP)],
  run: (session, user = '', group?: string) => session.client.kick(groupMeant(session, group), user),
};
