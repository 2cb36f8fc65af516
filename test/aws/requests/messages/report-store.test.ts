import { createReportStore } from '../../../../aws/messages/report-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const id = idOfTime(NOW);
const message = {
  type: 'group',
  group: 'devs',
  id: idOfTime(NOW - 1),
  from: 'user1',
  content: 'Hi',
} as const;
const report = { id, by: 'user2', reason: 'Spam', message };
/** Of what was asked first. */
const stands = { Attributes: { reportId: id } };
const named = { command: 'Put', ttl: NOW_S + 120 * DAY_S } as const;

testRequests((db, table, clock) => createReportStore(db, table, clock), {
  put: [
    {
      when: 'which report stands, then that',
      call: (store) => store.put(report),
      answers: [stands],
      sends: [
        { command: 'Update', ttl: NOW_S + 120 * DAY_S, returns: 'ALL_NEW' },
        {
          command: 'Put',
          ttl: NOW_S + 90 * DAY_S,
          condition: 'attribute_not_exists(pk) OR expiresAt <= :now',
        },
      ],
    },
    {
      when: 'of a group, also by that',
      call: (store) => store.put({ ...report, groupId: 'id1' }),
      answers: [stands],
      sends: [
        { command: 'Update', ttl: NOW_S + 120 * DAY_S, returns: 'ALL_NEW' },
        {
          command: 'Put',
          ttl: NOW_S + 90 * DAY_S,
          condition: 'attribute_not_exists(pk) OR expiresAt <= :now',
        },
        named,
      ],
    },
  ],
  find: [{ call: (store) => store.find(id), sends: [{ command: 'Get', consistent: true }] }],
  list: [
    {
      when: 'all, and one more, which tells whether there is more',
      call: (store) => store.list({ limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 11, newestFirst: true }],
    },
    {
      when: 'what is older, of a group',
      call: (store) => store.list({ after: id, limit: 10 }, 'id1'),
      sends: [{ command: 'Query', consistent: true, limit: 11, newestFirst: true }],
    },
  ],
  listMade: [
    {
      call: (store) => store.listMade('user2', { limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 11 }],
    },
  ],
  resolve: [
    {
      call: (store) => store.resolve(id, { id, by: 'admin' }),
      sends: [
        {
          command: 'Update',
          ttl: NOW_S + 30 * DAY_S,
          condition: 'attribute_exists(pk) AND (attribute_not_exists(resolved) OR resolved.id = :id)',
        },
      ],
    },
  ],
  forgetMaker: [
    { call: (store) => store.forgetMaker('user2'), sends: [{ command: 'Query', consistent: true }] },
  ],
});
