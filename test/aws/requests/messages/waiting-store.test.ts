import { createWaitingStore } from '../../../../aws/messages/waiting-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const event = { type: 'whisper', id: idOfTime(NOW), from: 'user1', to: 'user2', content: 'Hi' } as const;
const STILL_THERE = 'attribute_exists(pk)';

testRequests((db, table, clock) => createWaitingStore(db, table, { retentionDays: 30 }, clock), {
  // As long as the log's own entry: it would be handed over to nobody then.
  put: [
    {
      call: (store) => store.put('user2', event, 0),
      sends: [{ command: 'Put', ttl: NOW_S + 30 * DAY_S }],
    },
  ],
  // Consistent: a whisper that its sender found nobody for is seen by whoever signs in behind it.
  list: [
    {
      call: (store) => store.list('user2'),
      answers: [{ LastEvaluatedKey: { pk: 'waiting:user2', sk: 'id' } }],
      sends: [
        { command: 'Query', consistent: true },
        { command: 'Query', consistent: true },
      ],
    },
  ],
  any: [
    {
      call: (store) => store.any('user2'),
      sends: [{ command: 'Query', consistent: true, limit: 1, newestFirst: true }],
    },
  ],
  lease: [
    {
      call: (store) => store.lease('user2', 'id', { now: 1, until: 2, by: 0.5 }),
      sends: [{ command: 'Update', condition: 'leasedUntil <= :now OR leasedBy = :by' }],
    },
  ],
  release: [
    { call: (store) => store.release('user2', 'id'), sends: [{ command: 'Update', condition: STILL_THERE }] },
  ],
  follow: [
    { call: (store) => store.follow('user2', 'id'), sends: [{ command: 'Update', condition: STILL_THERE }] },
  ],
  remove: [
    { call: (store) => store.remove('user2', 'id'), sends: [{ command: 'Delete', returns: 'ALL_OLD' }] },
  ],
});
