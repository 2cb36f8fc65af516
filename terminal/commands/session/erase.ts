import { USER } from '../arguments.ts';
import { type Command, CommandFault } from '../command.ts';

export const erase: Command = {
  name: 'erase',
  summary: 'erases all that is kept of you, for good; NAME is your own, typed again',
  arguments: [{ ...USER, name: 'NAME', choices: () => [] }],
  isQuestion: true,
  async run({ client, display }, name) {
    if (name !== client.user)
      throw new CommandFault(`That is not your name: you are ${client.user ?? 'not signed in yet'}.`);
    await client.erase(name);
    display.answer('Your account is deleted. What was kept of you is erased within minutes.');
  },
};
