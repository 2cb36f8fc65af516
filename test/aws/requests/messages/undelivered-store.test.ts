import { createUndeliveredStore } from '../../../../aws/messages/undelivered-store.ts';
import { undeliveredPartitions } from '../../../../aws/schema.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { conditionFailed, DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const hold = { now: NOW, until: NOW + 1 };

const id = idOfTime(NOW);

testRequests((db, table) => createUndeliveredStore(db, table), {
  note: [
    {
      call: (store) => store.note({ id, user: 'user1', group: 'devs', heldUntil: NOW }),
      sends: [
        {
          command: 'Put',
          condition: 'attribute_not_exists(conversation)',
          ttl: NOW_S + DAY_S,
          returns: 'ALL_OLD',
        },
      ],
    },
  ],
  forget: [
    {
      call: (store) => store.forget(id),
      sends: [{ command: 'Delete', condition: 'attribute_not_exists(conversation)' }],
    },
  ],
  put: [
    {
      when: 'of a part of a large audience',
      call: (store) =>
        store.put({ id, conversation: 'lobby', part: { from: 'c1', to: 'c9' }, heldUntil: NOW }),
      sends: [{ command: 'Put', ttl: NOW_S + DAY_S }],
    },
    {
      when: 'of reactions to a message, however old that is',
      call: (store) =>
        store.put({ id: `${idOfTime(0)}~r`, conversation: 'lobby', message: idOfTime(0), heldUntil: NOW }),
      sends: [{ command: 'Put', ttl: NOW_S + DAY_S }],
    },
    {
      when: 'of what waits',
      call: (store) => store.put({ id: `${id}.c1`, user: 'user1', connectionId: 'c1', heldUntil: NOW }),
      sends: [{ command: 'Put', ttl: NOW_S + DAY_S }],
    },
  ],
  // Not consistent: each minute, and nearly always for nothing. What it doesn't show yet is found a minute later.
  due: [
    {
      call: (store) => store.due(NOW, 80),
      sends: undeliveredPartitions.map(() => ({ command: 'Query', consistent: false })),
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
