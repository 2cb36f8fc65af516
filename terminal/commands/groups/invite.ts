import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const invite: Command = {
  name: 'invite',
  summary: 'invites somebody to a group, or to the one in front',
  arguments: [USER, optional(GROUP)],
  run: (session, user, given?: string) => session.client.invite(groupMeant(session, given), user),
};
