import { labelOf } from '../../conversation.ts';
import { shorten } from '../../sentences/request-errors.ts';
import { timeText } from '../../text/time.ts';
import type { Command } from '../command.ts';
import { pinList } from './pins-in-front.ts';

export const pins: Command = {
  name: 'pins',
  summary: 'lists what is pinned in the group in front, the last pinned first',
  arguments: [],
  isQuestion: true,
  async run({ client, conversation, display, now }) {
    const pinned = await pinList.list({ client, conversation });
    const lines = pinned.map(
      ({ message: { ts, from, content } }, index) =>
        `${index + 1}. ${timeText(ts, now())} ${from}: ${shorten(content)}`,
    );
    display.answer(...(lines.length === 0 ? [`Nothing is pinned in ${labelOf(conversation)}.`] : lines));
  },
};
