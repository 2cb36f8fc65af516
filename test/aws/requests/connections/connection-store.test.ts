import { createConnectionStore } from '../../../../aws/connections/connection-store.ts';
import { HOUR_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const OWN = 'attribute_exists(pk) AND (attribute_not_exists(#user) OR #user = :user)';
const connection = { connectionId: 'id=', connectedAt: NOW, protocol: 'v2' } as const;

testRequests(createConnectionStore, {
  // API Gateway closes after two hours; ten minutes more for the record of a $disconnect that never came.
  put: [
    { call: (store) => store.put(connection), sends: [{ command: 'Put', ttl: NOW_S + 2 * HOUR_S + 600 }] },
  ],
  get: [{ call: (store) => store.get('id='), sends: [{ command: 'Get', consistent: true }] }],
  claim: [{ call: (store) => store.claim('id=', 'user1'), sends: [{ command: 'Update', condition: OWN }] }],
  awaitSignIn: [
    {
      call: (store) => store.awaitSignIn('id='),
      sends: [{ command: 'Update', condition: 'attribute_exists(pk) AND attribute_not_exists(isWaiting)' }],
    },
  ],
  signIn: [
    {
      call: (store) => store.signIn('id=', { user: 'user1', tokenExpiresAt: NOW }),
      sends: [{ command: 'Update', condition: OWN }],
    },
  ],
  remove: [{ call: (store) => store.remove('id='), sends: [{ command: 'Delete', returns: 'ALL_OLD' }] }],
  removeAll: [
    {
      call: (store) => store.removeAll(['id1=', 'id2=', 'id1=']),
      sends: [{ command: 'BatchWrite', puts: 0, deletes: 2 }],
    },
  ],
});
