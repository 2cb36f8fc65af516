import { groupCalled, LOBBY } from '../../conversation.ts';
import { GROUP, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { groupMeant } from './group-meant.ts';

export const leave: Command = {
  name: 'leave',
  aliases: ['part'],
  summary: 'leaves a group, or the one in front',
  arguments: [optional(GROUP)],
  async run(session, given?: string) {
    const name = groupMeant(session, given);
    // At once: the prompt must not change while somebody types to what it showed.
    if (session.conversation === groupCalled(name)) session.switchTo(LOBBY);
    await session.client.leave(name);
  },
};
