import { messageFrame } from '../../../protocol/events/messages.ts';
import type { ReportItem } from '../../../protocol/frames/list-items.ts';
import { REPORTS_PER_PAGE } from '../../../protocol/limits.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Report, Resolution } from '../../ports/messages/reports.ts';
import type { Page, PageRange } from '../../ports/page.ts';
import type { CommandRequest } from '../../request.ts';
import { requireAdmin } from '../../rules/admin.ts';
import { requireGroupAuthority } from '../../rules/authority.ts';
import type { CommandHandler } from '../command-handler.ts';
import { listedAsFits, rangeOf, timeOf } from '../list.ts';

/**
 * What was reported, newest first: of a group for those who keep order there, of everywhere for admins. What was reported of a
 * group's staff is for whose role is more: nobody is to find out who has complained of them.
 */
export const reports: CommandHandler<'reports'> = async (ports, { group_name, ...fields }, request) => {
  const range = rangeOf(ports, fields);
  const few = { ...range, limit: Math.min(range.limit, REPORTS_PER_PAGE) };
  const page = await (group_name === undefined
    ? listAll(ports, few, request)
    : listOfGroup(ports, few, request, group_name));
  return listedAsFits('reports', page, toReportItem, ({ id }) => id);
};

async function listAll(ports: ChatPorts, range: PageRange, request: CommandRequest): Promise<Page<Report>> {
  await requireAdmin(ports, request, 'reports');
  return ports.reports.list(range);
}

async function listOfGroup(
  ports: ChatPorts,
  range: PageRange,
  request: CommandRequest,
  name: string,
): Promise<Page<Report>> {
  const domain = await requireGroupAuthority(ports, request, name, 'reports');
  const { items, ...page } = await ports.reports.list(range, domain.group.groupId);
  const last = items.at(-1);
  return {
    // By the last that was looked at, where it goes on.
    ...(last && { next: last.id }),
    ...page,
    items: items.filter(({ message }) => domain.reaches(message.from)),
  };
}

function toReportItem({ id, by, reason, message, resolved }: Report): ReportItem {
  const shown = messageFrame(message, by);
  return {
    report: id,
    conversation: shown.conversation,
    message: shown,
    by,
    reason,
    since: timeOf(id),
    ...(resolved && { resolved: toResolved(resolved) }),
  };
}

const toResolved = ({ id, by, reason }: Resolution) => ({
  by,
  since: timeOf(id),
  ...(reason !== undefined && { reason }),
});
