import { conversationList } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import { CONVERSATION, optional } from '../arguments.ts';
import type { Command } from '../command.ts';

export const read: Command = {
  name: 'read',
  summary: 'marks a conversation as read, or the one in front',
  arguments: [optional(CONVERSATION)],
  isQuestion: true,
  async run({ client, conversation: inFront, display }, given?: string) {
    const conversation = given ?? inFront;
    const known = conversationList(client).items.find((item) => item.conversation === conversation)?.last;
    const newest = known ?? (await client.history(conversation, { limit: 1 })).events[0];
    const label = labelOf(conversation);
    if (!newest) return display.answer(`There is nothing in ${label} yet.`);
    await client.read(conversation, newest.id);
    display.answer(`${label} is read.`);
  },
};
