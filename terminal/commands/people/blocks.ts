import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const blocks: Command = {
  name: 'blocks',
  summary: 'lists who is blocked by you',
  arguments: [],
  isQuestion: true,
  async run({ client, display }) {
    const users = (await allOf(client.blocks)).map(({ user }) => user);
    display.answer(users.length === 0 ? 'You have blocked nobody.' : `Blocked: ${users.join(', ')}`);
  },
};
