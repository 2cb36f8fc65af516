import { say } from '../../../client/index.ts';
import { LOBBY } from '../../conversation.ts';
import { optional, TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';

export const lobby: Command = {
  name: 'lobby',
  summary: 'says something in the lobby; without text, switches to it',
  arguments: [optional(TEXT)],
  run: (session, text?: string) =>
    text === undefined ? session.switchTo(LOBBY) : say(session.client, LOBBY, text),
};
