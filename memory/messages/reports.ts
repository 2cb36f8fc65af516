import type { Report, Reports } from '../../chat/ports/messages/reports.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { REPORT_DAYS, RESOLVED_REPORT_DAYS } from '../../protocol/limits.ts';
import { pageOf } from '../page.ts';
import { DAY_MS } from '../retention.ts';

export function createMemoryReports(clock: Pick<Clock, 'now'>): Reports {
  const reports = new Map<string, Report>();
  /** Which report stands of a message, by who made it. */
  const made = new Map<string, Map<string, string>>();

  const endOf = ({ id, resolved }: Report) =>
    resolved
      ? readEventTime(resolved.id) + RESOLVED_REPORT_DAYS * DAY_MS
      : readEventTime(id) + REPORT_DAYS * DAY_MS;

  function find(id: string): Report | undefined {
    const report = reports.get(id);
    return report && endOf(report) > clock.now() ? report : undefined;
  }

  return {
    async put(report) {
      const { by, message } = report;
      const own = made.get(by) ?? new Map<string, string>();
      made.set(by, own);
      const id = own.get(message.id) ?? report.id;
      own.set(message.id, id);
      if (!find(id)) reports.set(id, { ...report, id });
    },

    find: async (id) => find(id),

    async list({ after, limit }, groupId) {
      const older = [...reports.keys()]
        .flatMap((id) => find(id) ?? [])
        .filter(({ id }) => after === undefined || id < after)
        .filter((report) => groupId === undefined || report.groupId === groupId)
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      return { items: older.slice(0, limit), hasMore: older.length > limit };
    },

    async listMade(by, range) {
      const own = [...(made.get(by)?.values() ?? [])].flatMap((id) => find(id) ?? []);
      return pageOf(own, ({ message }) => message.id, range);
    },

    async resolve(id, resolution) {
      const report = find(id);
      if (!report || (report.resolved && report.resolved.id !== resolution.id)) return false;
      reports.set(id, { ...report, resolved: resolution });
      return true;
    },

    async forgetMaker(by) {
      made.delete(by);
    },
  };
}
