import { createPresenceStore } from '../../../../aws/people/presence-store.ts';
import { NO_PRESENCE } from '../../../../chat/ports/people/presences.ts';
import { testRequests } from '../request-table.ts';

testRequests(createPresenceStore, {
  find: [{ call: (store) => store.find('user1'), sends: [{ command: 'Get', consistent: true }] }],
  findAll: [
    {
      call: (store) => store.findAll(['user1', 'user2']),
      answers: [{ Responses: { 'the-table': [] } }],
      sends: [{ command: 'BatchGet', consistent: false }],
    },
  ],
  erase: [{ call: (store) => store.erase('user1'), sends: [{ command: 'Delete' }] }],
  write: [
    {
      when: 'of who had none',
      call: (store) => store.write('user1', NO_PRESENCE),
      sends: [{ command: 'Put', condition: 'attribute_not_exists(pk)' }],
    },
    {
      when: 'behind another',
      call: (store) => store.write('user1', { ...NO_PRESENCE, version: 3 }),
      sends: [{ command: 'Put', condition: '#version = :version' }],
    },
  ],
});
