import type { NotifyLevel } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import { oneOf } from '../arguments.ts';
import type { Command } from '../command.ts';

const TOLD: Readonly<Record<NotifyLevel, string>> = {
  all: 'You are told of all that is said in',
  mentions: 'You are told only of what mentions you in',
  none: 'You are told of nothing in',
};

export const notify: Command = {
  name: 'notify',
  summary: 'says of what in the conversation in front you want to be told: all, mentions or none',
  arguments: [oneOf('LEVEL', Object.keys(TOLD))],
  async run({ client, conversation, display }, level) {
    await client.notify(conversation, level as NotifyLevel);
    display.note(`${TOLD[level as NotifyLevel]} ${labelOf(conversation)}.`);
  },
};
