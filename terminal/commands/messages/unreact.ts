import type { Command } from '../command.ts';
import { EMOJI, reactToLast } from './react-to-last.ts';

export const unreact: Command = {
  name: 'unreact',
  summary: 'takes back your reaction to that message',
  arguments: [EMOJI],
  run: (session, emoji = '') => reactToLast(session, emoji, 'unreact'),
};
