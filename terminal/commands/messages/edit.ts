import { TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';
import { changeOwnLast } from './change-own-last.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'changes what your last message in the conversation in front says',
  arguments: [TEXT],
  run: (session, text) =>
    changeOwnLast(session, ({ conversation, id }) => session.client.edit(conversation, id, text)),
};
