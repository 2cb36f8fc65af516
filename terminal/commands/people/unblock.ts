import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const unblock: Command = {
  name: 'unblock',
  summary: 'ends a block',
  arguments: [USER],
  run: ({ client }, user) => client.unblock(user),
};
