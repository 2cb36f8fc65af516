import { USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const block: Command = {
  name: 'block',
  summary: 'blocks somebody: neither of you can whisper to the other',
  arguments: [USER],
  run: ({ client }, user) => client.block(user),
};
