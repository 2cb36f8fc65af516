import { undeliveredPartitions } from '../../../aws/schema.ts';
import { createUndeliveredStore } from '../../../aws/undelivered-store.ts';
import { conditionFailed, NOW, testRequests } from './request-table.ts';

const hold = { now: NOW, until: NOW + 1 };

testRequests((db, table) => createUndeliveredStore(db, table), {
  // Not consistent: each minute, and nearly always for nothing. What it doesn't show yet is found a minute later.
  due: [
    {
      call: (store) => store.due(NOW, 80),
      sends: undeliveredPartitions.map(() => ({ command: 'Query', consistent: false, limit: 10 })),
    },
  ],
  take: [
    {
      when: 'and is told that it is somebody else’s, or over',
      call: (store) => store.take('id', hold),
      answers: [conditionFailed],
      sends: [{ command: 'Update', condition: 'heldUntil <= :now' }],
    },
  ],
  hold: [
    {
      call: (store) => store.hold('id', NOW),
      sends: [{ command: 'Update', condition: 'attribute_exists(pk)' }],
    },
  ],
  remove: [{ call: (store) => store.remove('id'), sends: [{ command: 'Delete' }] }],
  drop: [
    {
      call: (store) => store.drop('id', NOW),
      sends: [{ command: 'Delete', condition: 'heldUntil = :heldUntil' }],
    },
  ],
});
