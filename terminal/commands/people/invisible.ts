import type { Command } from '../command.ts';

export const invisible: Command = {
  name: 'invisible',
  summary: 'lets your friends see you offline, from now on',
  arguments: [],
  async run({ client, display }) {
    await client.presence('invisible');
    display.note('Your friends see you offline, until /visible.');
  },
};
