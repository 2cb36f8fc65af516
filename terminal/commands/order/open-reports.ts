import { eachItem, groupIn, type ReportItem } from '../../../client/index.ts';
import type { Session } from '../command.ts';
import { numberedList } from '../numbered-list.ts';

/** So many are listed: no `N` of /resolve-report is greater. */
export const REPORTS_SHOWN = 20;

/** What was reported and nobody has resolved, newest first: of the group in front, or else of everywhere. @throws ChatRequestError */
async function openReports({
  client,
  conversation,
}: Pick<Session, 'client' | 'conversation'>): Promise<ReportItem[]> {
  const open: ReportItem[] = [];
  for await (const item of eachItem((page) =>
    client.reports({ ...page, group_name: groupIn(conversation) }),
  )) {
    if (item.resolved === undefined) open.push(item);
    if (open.length === REPORTS_SHOWN) break;
  }
  return open;
}

/** The same, by the numbers that `/reports` gives them. */
export const reportList = numberedList(openReports, 'There is no such report: /reports lists them.');
