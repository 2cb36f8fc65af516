import { ChatRequestError, type GroupProfileItem } from '../../../client/index.ts';
import { GROUP, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const about: Command = {
  name: 'about',
  summary: 'says what a group is and who keeps order there, or the one in front',
  arguments: [optional(GROUP)],
  isQuestion: true,
  async run(session, given?: string) {
    const name = groupMeant(session, given);
    const [group] = (await session.client.groupProfiles([name])).items;
    if (group === undefined) throw new ChatRequestError('group_not_found', `Group not found: ${name}`);
    session.display.answer(...linesOf(group));
  },
};

function linesOf({ group, kind, history, title, about, owners = [], moderators = [] }: GroupProfileItem) {
  return [
    `#${group}${title === undefined ? '' : `: ${title}`}`,
    ...(about === undefined ? [] : [about]),
    `${kind === 'private' ? 'Only who is invited may join' : 'Anybody may join'}, and sees what is said ${
      history === 'full' ? 'and was said before' : 'from then on'
    }.`,
    owners.length === 0 ? 'Nobody owns it.' : `Owners: ${owners.join(', ')}`,
    ...(moderators.length === 0 ? [] : [`Moderators: ${moderators.join(', ')}`]),
  ];
}
