import { eachItem } from '../../../client/index.ts';
import type { Command } from '../command.ts';

export const exportOwn: Command = {
  name: 'export',
  summary: 'prints all that is kept of you, a line of JSON an item',
  arguments: [],
  isQuestion: true,
  async run({ client, display }) {
    for await (const item of eachItem(client.export)) display.json(item);
  },
};
