import { createBanStore } from '../../../../aws/people/ban-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { NOW, testRequests } from '../request-table.ts';

const ban = { user: 'user1', id: idOfTime(NOW), by: 'admin' };
const condition = 'attribute_exists(pk) AND (attribute_not_exists(banId) OR banId <= :id)';

// None has a TTL: the item says whose a name is.
testRequests(createBanStore, {
  set: [
    {
      when: 'with a reason',
      call: (store) => store.set({ ...ban, until: NOW, reason: 'Spam' }),
      sends: [{ command: 'Update', condition }],
    },
    {
      when: 'ended',
      call: (store) => store.set({ ...ban, until: 0 }),
      sends: [{ command: 'Update', condition }],
    },
  ],
  find: [{ call: (store) => store.find('user1'), sends: [{ command: 'Get', consistent: true }] }],
  list: [
    {
      call: (store) => store.list({ after: 'user1', limit: 10 }),
      sends: [{ command: 'Query', index: 'inverse', limit: 11 }],
    },
  ],
});
