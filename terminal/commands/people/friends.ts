import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const friends: Command = {
  name: 'friends',
  summary: 'lists your friends',
  arguments: [],
  isQuestion: true,
  async run({ client, display, names }) {
    const users = (await allOf(client.friends)).map(({ user }) => user);
    users.forEach(names.addUser);
    display.answer(
      users.length === 0 ? 'You have no friends here yet: /add USER.' : `Friends: ${users.join(', ')}`,
    );
  },
};
