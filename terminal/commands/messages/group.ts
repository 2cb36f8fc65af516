import { say } from '../../../client/index.ts';
import { groupCalled } from '../../conversation.ts';
import { GROUP, optional, TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';

export const group: Command = {
  name: 'g',
  aliases: ['group'],
  summary: 'says something in a group; without text, switches to it',
  arguments: [GROUP, optional(TEXT)],
  run: (session, name, text?: string) =>
    text === undefined ? session.switchTo(groupCalled(name)) : say(session.client, groupCalled(name), text),
};
