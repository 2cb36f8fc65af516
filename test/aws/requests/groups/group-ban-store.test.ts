import { createGroupBanStore } from '../../../../aws/groups/group-ban-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const id = idOfTime(NOW);
const ban = { group: 'devs', groupId: 'g1', user: 'user2', by: 'user1', id };
const condition = 'attribute_not_exists(pk) OR id <= :id';

testRequests(createGroupBanStore, {
  set: [
    {
      when: 'for good',
      call: (store) => store.set(ban),
      sends: [{ command: 'Put', condition }],
    },
    {
      when: 'for a time',
      call: (store) => store.set({ ...ban, until: NOW + 60_000 }),
      sends: [{ command: 'Put', condition, ttl: NOW_S + 60 }],
    },
    {
      when: 'to end it',
      call: (store) => store.set({ ...ban, until: 0 }),
      sends: [{ command: 'Put', condition, ttl: NOW_S + DAY_S }],
    },
  ],
  find: [
    {
      when: 'as it is now',
      call: (store) => store.find('devs', 'user2', { consistent: true }),
      sends: [{ command: 'Get', consistent: true }],
    },
    {
      when: 'as it may have been a moment ago',
      call: (store) => store.find('devs', 'user2', { consistent: false }),
      sends: [{ command: 'Get', consistent: false }],
    },
  ],
  list: [
    {
      call: (store) => store.list({ group: 'devs', groupId: 'g1' }, { limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 100 }],
    },
  ],
});
