import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const add: Command = {
  name: 'add',
  summary: 'asks somebody to be friends, or accepts their request',
  arguments: [USER],
  run: ({ client }, user) => client.add(user),
};
