import { createWaitingStore } from '../../../aws/waiting-store.ts';
import { testRequests } from './request-table.ts';

const event = { type: 'whisper', id: 'id', from: 'user1', to: 'user2', content: 'Hi' } as const;
const STILL_THERE = 'attribute_exists(pk)';

testRequests(createWaitingStore, {
  // No TTL: it waits until it has been delivered.
  put: [{ call: (store) => store.put('user2', event, 0), sends: [{ command: 'Put' }] }],
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
  any: [{ call: (store) => store.any('user2'), sends: [{ command: 'Query', consistent: true, limit: 1 }] }],
  lease: [
    {
      call: (store) => store.lease('user2', 'id', { now: 1, until: 2 }),
      sends: [{ command: 'Update', condition: 'leasedUntil <= :now' }],
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
