import type { AuditItem } from '../../../protocol/frames/list-items.ts';
import type { AuditEntry } from '../../ports/messages/audits.ts';
import { requireAuthority } from '../../rules/authority.ts';
import type { CommandHandler } from '../command-handler.ts';
import { listedAsFits, rangeOf, timeOf } from '../list.ts';

/** What was done to keep order, newest first: for who may do such things there. */
export const audit: CommandHandler<'audit'> = async (ports, fields, request) => {
  const { channel } = await requireAuthority(ports, request, fields.group_name, 'audit');
  const page = await ports.audits.list(channel, rangeOf(ports, fields));
  return listedAsFits('audit', page, toAuditItem, ({ id }) => id);
};

const toAuditItem = ({ id, until, ...entry }: AuditEntry): AuditItem => ({
  id,
  ts: timeOf(id),
  ...entry,
  ...(until !== undefined && { until: new Date(until).toISOString() }),
});
