import type { Command } from '../command.ts';
import { EMOJI, reactToLast } from './react-to-last.ts';

export const react: Command = {
  name: 'react',
  summary: 'reacts to the last message in the conversation in front by an emoji',
  arguments: [EMOJI],
  run: (session, emoji = '') => reactToLast(session, emoji, 'react'),
};
