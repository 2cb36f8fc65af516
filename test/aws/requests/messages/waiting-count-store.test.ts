import { createWaitingCountStore } from '../../../../aws/messages/waiting-count-store.ts';
import { conditionFailed, DAY_S, NOW_S, testRequests } from '../request-table.ts';

const room = { messages: 1, bytes: 1 };
const message = { from: 'user1', bytes: 1, ofSender: room, ofAll: room };
const count = {
  command: 'Update',
  condition: 'attribute_not_exists(pk) OR (messages < :mostMessages AND bytes < :mostBytes)',
  // As long as what it counts.
  ttl: NOW_S + 30 * DAY_S,
};

testRequests((db, table, clock) => createWaitingCountStore(db, table, { retentionDays: 30 }, clock), {
  admit: [
    { when: 'what there is room for', call: (store) => store.admit('user2', message), sends: [count, count] },
    {
      when: 'nothing of a sender who has used it up',
      call: (store) => store.admit('user2', message),
      answers: [conditionFailed],
      sends: [count],
    },
  ],
  reset: [
    {
      when: 'nothing where nothing is counted',
      call: (store) => store.reset('user2'),
      sends: [{ command: 'Query', consistent: true }],
    },
    {
      when: 'all counts of a user',
      call: (store) => store.reset('user2'),
      answers: [{ Items: [{ pk: 'waiting-counts:user2', sk: 'user1' }] }],
      sends: [
        { command: 'Query', consistent: true },
        { command: 'BatchWrite', puts: 0, deletes: 1 },
      ],
    },
  ],
});
