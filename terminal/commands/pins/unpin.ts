import { countUpTo, optional } from '../arguments.ts';
import { type Command, CommandFault } from '../command.ts';
import { pinsInFront } from './pins-in-front.ts';

/** As many as a group can have: no `N` of /pins is greater. */
const MOST = 50;

export const unpin: Command = {
  name: 'unpin',
  summary:
    'unpins the message that /pins lists under a number in the group in front; N: 1, which was pinned last',
  arguments: [optional(countUpTo(MOST))],
  async run({ client, conversation }, place = '1') {
    const pinned = (await pinsInFront({ client, conversation })).at(Number(place) - 1);
    if (pinned === undefined) throw new CommandFault('No such message is pinned there: /pins lists them.');
    return client.unpin(conversation, pinned.message.id);
  },
};
