import { timeText } from '../../text/time.ts';
import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const requests: Command = {
  name: 'requests',
  summary: 'lists friend requests that wait for an answer',
  arguments: [],
  isQuestion: true,
  async run({ client, display, names, now }) {
    const waiting = await allOf(client.requests);
    waiting.forEach(({ user }) => {
      names.addUser(user);
    });
    const lines = waiting.map(({ user, direction, since }) =>
      direction === 'incoming'
        ? `${timeText(since, now())} ${user} asks you: /accept ${user} or /decline ${user}`
        : `${timeText(since, now())} you asked ${user}: /unfriend ${user} takes it back`,
    );
    display.answer(...(lines.length === 0 ? ['No request waits for an answer.'] : lines));
  },
};
