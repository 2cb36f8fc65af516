import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const unfriend: Command = {
  name: 'unfriend',
  summary: 'ends a friendship, or withdraws your request',
  arguments: [USER],
  run: ({ client }, user) => client.unfriend(user),
};
