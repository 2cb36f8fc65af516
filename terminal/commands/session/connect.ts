import type { Command } from '../command.ts';

export const connect: Command = {
  name: 'connect',
  summary: 'tries again, after the server has refused',
  arguments: [],
  run({ client, display }) {
    if (client.state === 'refused') client.connect();
    else display.answer(client.state === 'live' ? 'You are connected.' : 'That is being tried all the time.');
  },
};
