import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';
import { isSeen } from './is-seen.ts';

export const kick: Command = {
  name: 'kick',
  summary: 'removes somebody from a group, or from the one in front, that you keep order in',
  arguments: [USER, optional(GROUP)],
  async run(session, user = '', given?: string) {
    const group = groupMeant(session, given);
    const { id } = await session.client.kick(group, user);
    if (!isSeen(session, group, id)) session.display.answer(`${user} is removed from #${group}.`);
  },
};
