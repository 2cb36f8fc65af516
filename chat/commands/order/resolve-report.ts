import { alreadyResolved, ChatError, notAllowed, reportNotFound } from '../../../protocol/errors.ts';
import { conversationOf, placeOf } from '../../../protocol/events/messages.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../../ports/connections/subscriptions.ts';
import type { AuditEntry } from '../../ports/messages/audits.ts';
import type { Report, Resolution } from '../../ports/messages/reports.ts';
import { acknowledge, assertCanWrite, type CommandRequest } from '../../request.ts';
import { isAdmin } from '../../rules/admin.ts';
import { requireGroupAuthority } from '../../rules/authority.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Says that somebody has looked at a report, and why it is done with: whoever may read it there. */
export const resolveReport: CommandHandler<'resolve_report'> = async (
  ports,
  { report: of, reason },
  request,
) => {
  const { user, id } = request;
  const report = await requireReport(ports, of, request);
  const resolution = { id, by: user, ...(reason !== undefined && { reason }) };
  // By this very command, which has come again, it may be resolved.
  if (report.resolved && report.resolved.id !== id) throw alreadyResolved(of);
  await assertCanWrite(ports, request);
  // First: nothing is done that isn't written down, be it that the function dies in between.
  await ports.audits.put(scopeOf(report), auditOf(report, resolution));
  if (!(await ports.reports.resolve(of, resolution))) throw alreadyResolved(of);
  return acknowledge();
};

/** @throws ChatError `not_allowed`, be there such a report or not; `conflict`: to admins, that there is none */
async function requireReport(ports: ChatPorts, id: string, request: CommandRequest): Promise<Report> {
  const [report, isByAdmin] = await settleAll([ports.reports.find(id), isAdmin(ports, request)]);
  if (isByAdmin && !report) throw reportNotFound(id);
  if (report && (isByAdmin || (await isStaffOf(ports, report, request)))) return report;
  throw notAllowed(
    'resolve_report',
    'for admins, and in its group for who has a greater role than the reported',
  );
}

/** Whether a report is of a group whose order its user keeps, and not about somebody with as great a role. */
async function isStaffOf(
  ports: ChatPorts,
  { groupId, message }: Report,
  request: CommandRequest,
): Promise<boolean> {
  if (message.type !== 'group') return false;
  try {
    const domain = await requireGroupAuthority(ports, request, message.group, 'resolve_report');
    return domain.group.groupId === groupId && domain.reaches(message.from);
  } catch (error) {
    // Whether there is such a group, who may not be told of the report is not told either.
    if (error instanceof ChatError && !error.isRetryable) return false;
    throw error;
  }
}

/** Who keeps order there is to read of it; what was whispered is the admins'. */
const scopeOf = ({ groupId }: Report) => (groupId === undefined ? LOBBY_CHANNEL : groupChannel(groupId));

const auditOf = ({ message, by: reporter }: Report, { id, by, reason }: Resolution): AuditEntry => ({
  id,
  by,
  act: 'resolve_report',
  target: message.from,
  conversation: conversationOf(placeOf(message), reporter),
  of: message.id,
  ...(reason !== undefined && { reason }),
});
