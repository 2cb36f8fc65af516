import { say } from '../../../client/index.ts';
import { whisperWith } from '../../conversation.ts';
import { optional, TEXT, USER } from '../arguments.ts';
import type { Command } from '../command.ts';

export const whisper: Command = {
  name: 'w',
  aliases: ['whisper', 'msg'],
  summary: 'whispers to somebody; without text, switches to them',
  arguments: [USER, optional(TEXT)],
  run: (session, user, text?: string) =>
    text === undefined ? session.switchTo(whisperWith(user)) : say(session.client, whisperWith(user), text),
};
