import { say } from '../../../client/index.ts';
import { TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';
import { lastWhenTyped } from './last-when-typed.ts';

export const reply: Command = {
  name: 'reply',
  aliases: ['re'],
  summary: 'answers the last message of others in the conversation in front',
  arguments: [TEXT],
  async run({ client, conversation }, text) {
    const isOfOthers = ({ from }: { readonly from: string }) => from !== client.user;
    const { id } = await lastWhenTyped({ client, conversation }, 'of others', isOfOthers);
    return say(client, conversation, text, { reply_to: id });
  },
};
