import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const letIn: Command = {
  name: 'let-in',
  summary: 'lets somebody come into a group again, or into the one in front',
  arguments: [USER, optional(GROUP)],
  async run(session, user = '', given?: string) {
    const group = groupMeant(session, given);
    await session.client.unban(user, { group_name: group });
    session.display.answer(`${user} may come into #${group} again.`);
  },
};
