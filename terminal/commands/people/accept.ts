import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const accept: Command = {
  name: 'accept',
  summary: 'accepts a friend request',
  arguments: [USER],
  run: ({ client }, user) => client.accept(user),
};
