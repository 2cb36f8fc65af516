import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const decline: Command = {
  name: 'decline',
  summary: 'declines a friend request',
  arguments: [USER],
  async run({ client, display }, user) {
    await client.decline(user);
    // The only change that becomes no event.
    display.answer(`You declined the request of ${user}.`);
  },
};
