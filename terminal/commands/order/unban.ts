import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const unban: Command = {
  name: 'unban',
  summary: 'lets somebody in again: for admins',
  arguments: [USER],
  run: ({ client }, user) => client.unban(user),
};
