import { timeText } from '../../text/time.ts';
import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const invitations: Command = {
  name: 'invitations',
  summary: 'lists the groups that you are invited to',
  arguments: [],
  isQuestion: true,
  async run({ client, display, names, now }) {
    const waiting = await allOf(client.invitations);
    const lines = waiting.map(({ group, from, since, title }) => {
      names.addUser(from);
      const called = title === undefined ? '' : ` (${title})`;
      return `${timeText(since, now())} ${from} invites you to #${group}${called}: /join ${group} or /decline-invite ${group}`;
    });
    display.answer(...(lines.length === 0 ? ['No invitation waits for you.'] : lines));
  },
};
