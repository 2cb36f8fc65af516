import { createProfileStore } from '../../../../aws/people/profile-store.ts';
import { testRequests } from '../request-table.ts';

const profile = { rev: 'id2', entries: { about: { value: 'Hi', rev: 'id2' } } };

testRequests(createProfileStore, {
  find: [{ call: (store) => store.find('user1'), sends: [{ command: 'Get', consistent: true }] }],
  findAll: [
    {
      call: (store) => store.findAll(['user1', 'user2']),
      answers: [{ Responses: { 'the-table': [] } }],
      sends: [{ command: 'BatchGet', consistent: false }],
    },
  ],
  write: [
    {
      when: 'of who had none',
      call: (store) => store.write('user1', profile, ''),
      sends: [
        {
          command: 'Update',
          condition: 'attribute_exists(pk) AND attribute_not_exists(rev) AND attribute_not_exists(erasing)',
        },
      ],
    },
    {
      when: 'over another',
      call: (store) => store.write('user1', profile, 'id1'),
      sends: [{ command: 'Update', condition: 'rev = :before AND attribute_not_exists(erasing)' }],
    },
  ],
});
