import { labelOf } from '../../conversation.ts';
import { countUpTo, optional } from '../arguments.ts';
import type { Command } from '../command.ts';

const BY_DEFAULT = '20';
const MOST = 500;

export const history: Command = {
  name: 'history',
  aliases: ['older'],
  summary: `shows what came before in the conversation in front, each time further back; N: ${BY_DEFAULT}`,
  arguments: [optional(countUpTo(MOST))],
  isQuestion: true,
  async run({ conversation, display, history: past }, count = BY_DEFAULT) {
    const { events, isComplete } = await past.older(conversation, Number(count));
    const label = labelOf(conversation);
    const [oldest] = events;
    if (oldest) display.note(`${events.length === 1 ? 'One' : events.length} of ${label} from before:`);
    events.forEach(display.event);
    if (isComplete) display.note(`There is nothing ${oldest ? 'older' : 'else'} in ${label}.`);
    else if (oldest) display.note('/history again goes further back.');
  },
};
