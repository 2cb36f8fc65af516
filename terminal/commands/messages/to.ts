import { CONVERSATION } from '../arguments.ts';
import type { Command } from '../command.ts';

export const to: Command = {
  name: 'to',
  summary: 'plain text goes there from now on: lobby, #devs or @user2',
  arguments: [CONVERSATION],
  run: (session, conversation) => session.switchTo(conversation),
};
