import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const unban: Command = {
  name: 'unban',
  summary: 'lets somebody in again: for admins',
  arguments: [USER],
  async run({ client, display }, user) {
    await client.unban(user);
    display.answer(`${user} may come in again.`);
  },
};
