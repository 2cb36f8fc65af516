import { groupCalled } from '../../conversation.ts';
import { GROUP } from '../arguments.ts';
import type { Command } from '../command.ts';

export const join: Command = {
  name: 'join',
  summary: 'joins a group, or makes it, and switches to it',
  arguments: [GROUP],
  async run(session, name) {
    // At once, and for good: what is typed next is for the group. Where it can't be joined that is refused, and not said
    // to whoever was in front before.
    session.switchTo(groupCalled(name));
    await session.client.join(name);
  },
};
