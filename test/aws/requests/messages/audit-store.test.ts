import { createAuditStore } from '../../../../aws/messages/audit-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const entry = { id: idOfTime(NOW), by: 'admin', act: 'delete', target: 'user1' } as const;

testRequests((db, table, clock) => createAuditStore(db, table, { auditDays: 365 }, clock), {
  put: [
    { call: (store) => store.put('lobby', entry), sends: [{ command: 'Put', ttl: NOW_S + 365 * DAY_S }] },
  ],
  list: [
    {
      when: 'from the newest on, and one more, which tells whether there is more',
      call: (store) => store.list('lobby', { limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 11, newestFirst: true }],
    },
    {
      when: 'what is older',
      call: (store) => store.list('lobby', { after: idOfTime(NOW), limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 11, newestFirst: true }],
    },
  ],
});
