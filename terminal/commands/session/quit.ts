import type { Command } from '../command.ts';

export const quit: Command = {
  name: 'quit',
  aliases: ['q', 'exit', 'bye'],
  summary: 'leaves the chat',
  arguments: [],
  run: (session) => session.quit(),
};
