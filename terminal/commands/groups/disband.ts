import { GROUP } from '../arguments.ts';
import type { Command } from '../command.ts';

export const disband: Command = {
  name: 'disband',
  summary: 'ends a group that you own, for all who are in it',
  // Named in full, as the group in front may be another than one believes.
  arguments: [GROUP],
  run: ({ client }, group) => client.disband(group),
};
