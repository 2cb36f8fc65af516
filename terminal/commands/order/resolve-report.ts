import { countUpTo, optional } from '../arguments.ts';
import { type Command, CommandFault } from '../command.ts';
import { REASON } from './mute.ts';
import { openReports, REPORTS_SHOWN } from './open-reports.ts';

export const resolveReport: Command = {
  name: 'resolve-report',
  summary: 'says that the report that /reports lists under a number is done with',
  arguments: [countUpTo(REPORTS_SHOWN), optional(REASON)],
  async run({ client, conversation, display }, place: string, reason?: string) {
    const found = (await openReports({ client, conversation })).at(Number(place) - 1);
    if (found === undefined) throw new CommandFault('There is no such report: /reports lists them.');
    await client.resolveReport(found.report, { reason });
    display.answer(`The report of what ${found.message.from} said is resolved.`);
  },
};
