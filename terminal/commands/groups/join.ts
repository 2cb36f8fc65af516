import { groupCalled } from '../../conversation.ts';
import { GROUP } from '../arguments.ts';
import type { Command } from '../command.ts';

export const join: Command = {
  name: 'join',
  summary: 'joins a group, or makes it, and switches to it',
  arguments: [GROUP],
  async run(session, name) {
    await session.client.join(name);
    session.switchTo(groupCalled(name));
  },
};
