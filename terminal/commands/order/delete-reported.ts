import { countUpTo } from '../arguments.ts';
import type { Command } from '../command.ts';
import { REPORTS_SHOWN, reportList } from './open-reports.ts';

export const deleteReported: Command = {
  name: 'delete-reported',
  summary: 'takes back the message of the report that /reports lists under a number; the report stays',
  arguments: [countUpTo(REPORTS_SHOWN)],
  async run(session, number: string) {
    const { conversation, message } = await reportList.at(session, number);
    return session.client.delete(conversation, message.id);
  },
};
