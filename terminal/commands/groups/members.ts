import { GROUP, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';
import { memberNames } from './member-names.ts';

export const members: Command = {
  name: 'members',
  summary: 'lists who is in a group, or in the one in front',
  arguments: [optional(GROUP)],
  isQuestion: true,
  async run(session, given?: string) {
    const group = groupMeant(session, given);
    session.display.answer(`In #${group}: ${(await memberNames(session, group)).join(', ')}`);
  },
};
