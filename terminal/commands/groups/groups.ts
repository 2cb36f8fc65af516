import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const groups: Command = {
  name: 'groups',
  summary: 'lists the groups that you are in',
  arguments: [],
  isQuestion: true,
  async run({ client, display }) {
    const names = (await allOf(client.groups)).map(({ group }) => `#${group}`);
    display.answer(
      names.length === 0 ? 'You are in no group: /join GROUP.' : `You are in ${names.join(', ')}.`,
    );
  },
};
