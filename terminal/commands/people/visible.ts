import type { Command } from '../command.ts';

export const visible: Command = {
  name: 'visible',
  summary: 'lets your friends see you online again',
  arguments: [],
  async run({ client, display }) {
    await client.presence('online');
    display.note('Your friends see when you are online.');
  },
};
