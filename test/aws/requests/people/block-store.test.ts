import { createBlockStore } from '../../../../aws/people/block-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const id = idOfTime(NOW);
const since = idOfTime(NOW - 1_000);
const names = { blocker: 'user1', blocked: 'user2' };
const standing = { Item: { inverse: 'blocked:user1', id: since, since, isSettled: true } };
const look = { command: 'Get', consistent: true };

testRequests((db, table, clock) => createBlockStore(db, table, { retentionDays: 30 }, clock), {
  // A block has no end: what an earlier one left must not be deleted while it stands. Nor must what lists it: a put has
  // neither a TTL nor a condition.
  add: [
    {
      call: (store) => store.add({ ...names, id, since }),
      sends: [
        { command: 'Update', condition: 'attribute_not_exists(#inverse) OR id = :id', ttl: 'removed' },
        { command: 'Put' },
      ],
    },
  ],
  settle: [
    {
      call: (store) => store.settle({ ...names, id, since }),
      sends: [{ command: 'Update', condition: 'id = :id AND isSettled = :false AND since > :since' }],
    },
  ],
  // As long as there are messages that it hides.
  remove: [
    {
      when: 'of a block that stands',
      call: (store) => store.remove({ ...names, id }),
      answers: [standing],
      sends: [look, { command: 'Update', condition: 'since = :since', ttl: NOW_S + 30 * DAY_S }],
    },
    { when: 'of none', call: (store) => store.remove({ ...names, id }), sends: [look] },
  ],
  forget: [
    {
      call: (store) => store.forget({ ...names, id }),
      sends: [{ command: 'Update', condition: 'id = :id', ttl: NOW_S + 30 * DAY_S }],
    },
  ],
  between: [
    {
      call: (store) => store.between('user1', 'user2'),
      sends: [{ command: 'BatchGet', consistent: true }],
    },
  ],
  blockersOf: [
    { call: (store) => store.blockersOf('user2', id), sends: [{ command: 'Query', consistent: true }] },
    {
      when: 'of several ids, in one read',
      call: (store) => store.blockersOf('user2', [id, `${id}~`]),
      sends: [{ command: 'Query', consistent: true }],
    },
  ],
  intervals: [
    {
      call: (store) => store.intervals('user1', ['user2']),
      sends: [{ command: 'BatchGet', consistent: true }],
    },
  ],
  everBlockedBy: [
    {
      call: (store) => store.everBlockedBy('user1'),
      sends: [{ command: 'Query', consistent: true, limit: 200 }],
    },
  ],
  // What holds, then that it is listed: while it is, it is found again.
  erase: [
    { call: (store) => store.erase('user1', 'user2'), sends: [{ command: 'Delete' }, { command: 'Delete' }] },
  ],
  list: [
    {
      call: (store) => store.list('user1', { limit: 10 }),
      sends: [{ command: 'Query', index: 'inverse', limit: 11 }],
    },
  ],
});
