import { countUpTo, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { REASON } from './mute.ts';
import { REPORTS_SHOWN, reportList } from './open-reports.ts';

export const resolveReport: Command = {
  name: 'resolve-report',
  summary: 'says that the report that /reports lists under a number is done with',
  arguments: [countUpTo(REPORTS_SHOWN), optional(REASON)],
  async run(session, number: string, reason?: string) {
    const { report, message } = await reportList.at(session, number);
    await session.client.resolveReport(report, { reason });
    session.display.answer(`The report of what ${message.from} said is resolved.`);
  },
};
