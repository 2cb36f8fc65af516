import { createDirectoryStore } from '../../../../aws/people/directory-store.ts';
import { testRequests } from '../request-table.ts';

const key = { beginning: 'an', place: 'ann user1' };

testRequests((db, table) => createDirectoryStore(db, table, 'user'), {
  put: [
    {
      call: (store) => store.put({ ...key, name: 'user1', rev: 'id1' }),
      sends: [{ command: 'Put', condition: 'attribute_not_exists(pk) OR rev < :rev' }],
    },
  ],
  remove: [
    {
      call: (store) => store.remove({ ...key, rev: 'id1' }),
      sends: [{ command: 'Delete', condition: 'rev <= :rev' }],
    },
  ],
  search: [
    {
      when: 'from the beginning',
      call: (store) => store.search('ann', { limit: 10 }),
      sends: [{ command: 'Query', consistent: false, limit: 11 }],
    },
    {
      when: 'behind a row',
      call: (store) => store.search('ann', { after: 'ann user1', limit: 10 }),
      sends: [{ command: 'Query', consistent: false, limit: 11 }],
    },
    // Which DynamoDB would refuse.
    {
      when: 'behind all that it may find',
      call: (store) => store.search('ann', { after: 'bea user2', limit: 10 }),
      sends: [],
    },
  ],
});
