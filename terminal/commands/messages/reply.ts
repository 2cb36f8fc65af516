import { say } from '../../../client/index.ts';
import { TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';
import { findLast } from './find-last.ts';

/** Meant is the last when it is typed, though others come before that is found. */
export const reply: Command = {
  name: 'reply',
  aliases: ['re'],
  summary: 'answers the last message of others in the conversation in front',
  arguments: [TEXT],
  async run({ client, conversation }, text) {
    const later = new Set<string>();
    const stop = client.on('message', ({ id }) => later.add(id));
    try {
      const { id } = await findLast(
        { client, conversation },
        'of others',
        (message) => message.from !== client.user && !later.has(message.id),
      );
      return await say(client, conversation, text, { reply_to: id });
    } finally {
      stop();
    }
  },
};
