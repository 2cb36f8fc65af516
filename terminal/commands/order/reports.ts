import type { ReportItem } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import { shorten } from '../../sentences/request-errors.ts';
import { timeText } from '../../text/time.ts';
import type { Command } from '../command.ts';
import { reportList } from './open-reports.ts';

export const reports: Command = {
  name: 'reports',
  summary:
    'lists what was reported, and nobody has resolved, the newest first, in the group in front, or else everywhere',
  arguments: [],
  isQuestion: true,
  async run({ client, conversation, display, now }) {
    const open = await reportList.list({ client, conversation });
    const lines = open.map((item, index) => `${index + 1}. ${describe(item, now())}`);
    display.answer(...(lines.length === 0 ? ['Nothing was reported.'] : lines));
  },
};

const describe = ({ since, by, conversation, message, reason }: ReportItem, now: number) =>
  `${timeText(since, now)} ${by} in ${labelOf(conversation)} (${reason}): ${message.from}: ${shorten(message.content)}`;
