import type { AuditEntry, Audits } from '../../chat/ports/messages/audits.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { AUDIT_DAYS } from '../../protocol/limits.ts';
import { DAY_MS, frozenRetention } from '../retention.ts';

/** @param auditDays how long entries are kept */
export function createMemoryAudits(
  { clock }: Pick<ReturnType<typeof frozenRetention>, 'clock'> = frozenRetention(),
  auditDays = AUDIT_DAYS,
): Audits {
  const scopes = new Map<string, Map<string, AuditEntry>>();

  const isKept = ({ id }: AuditEntry) => readEventTime(id) + auditDays * DAY_MS > clock.now();

  return {
    async put(scope, entry) {
      const entries = scopes.get(scope) ?? new Map<string, AuditEntry>();
      scopes.set(scope, entries.set(entry.id, entry));
    },

    async list(scope, { after, limit }) {
      const older = [...(scopes.get(scope)?.values() ?? [])]
        .filter((entry) => (after === undefined || entry.id < after) && isKept(entry))
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      return { items: older.slice(0, limit), hasMore: older.length > limit };
    },
  };
}
