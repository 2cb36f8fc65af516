import { countUpTo, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { lastPinned, pinList } from './pins-in-front.ts';

/** As many as a group can have: no `N` of /pins is greater. */
const MOST = 50;

export const unpin: Command = {
  name: 'unpin',
  summary:
    'unpins the message that /pins lists under a number in the group in front; N: 1, which was pinned last',
  arguments: [optional(countUpTo(MOST))],
  async run({ client, conversation }, place?: string) {
    const asked = { client, conversation };
    // Without a number it is what was pinned last by now, whatever was listed.
    const pinned = place === undefined ? await lastPinned(asked) : await pinList.at(asked, place);
    return client.unpin(conversation, pinned.message.id);
  },
};
