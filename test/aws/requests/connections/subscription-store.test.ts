import { createSubscriptionStore } from '../../../../aws/connections/subscription-store.ts';
import { HOUR_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const key = { channel: 'lobby', connectionId: 'id=' };
const row = { ...key, user: 'user1', protocol: 'v2', connectedAt: NOW, tokenExpiresAt: NOW } as const;

testRequests(createSubscriptionStore, {
  put: [
    {
      call: (store) => store.put([row, { ...row, channel: 'user:user1' }]),
      sends: [{ command: 'BatchWrite', puts: 2, deletes: 0, ttl: NOW_S + 2 * HOUR_S + 600 }],
    },
  ],
  hear: [
    {
      call: (store) => store.hear(key, NOW),
      sends: [{ command: 'Update', condition: 'attribute_exists(pk)' }],
    },
  ],
  shut: [{ call: (store) => store.shut('user1'), sends: [{ command: 'Update' }] }],
  reopen: [
    { call: (store) => store.reopen('user1'), sends: [{ command: 'Delete', condition: 'isShut = :true' }] },
  ],
  bar: [
    {
      call: (store) => store.bar('user1', { id: '01M', until: 1 }),
      sends: [{ command: 'Update', condition: 'attribute_not_exists(id) OR id <= :id' }],
    },
  ],
  ofUser: [
    { call: (store) => store.ofUser('user1'), sends: [{ command: 'Query', consistent: true }] },
    {
      when: 'for a message, which costs half',
      call: (store) => store.ofUser('user1', { consistent: false }),
      sends: [{ command: 'Query', consistent: false }],
    },
  ],
  removeVersion: [
    {
      call: (store) => store.removeVersion(key, 'version'),
      sends: [{ command: 'Delete', condition: 'version = :version' }],
    },
  ],
  removeAll: [
    { call: (store) => store.removeAll([key, key]), sends: [{ command: 'BatchWrite', puts: 0, deletes: 1 }] },
  ],
  pages: [
    {
      when: 'to post to an audience',
      call: (store) => store.pages('lobby', { consistent: false }),
      sends: [{ command: 'Query', consistent: false }],
    },
    {
      when: 'to find those of a part',
      call: (store) => store.pages('lobby', { consistent: true, between: { from: 'c1', to: 'c9' } }),
      sends: [{ command: 'Query', consistent: true }],
    },
    {
      when: 'to find what must not be missed, all pages',
      call: (store) => store.pages('user:user1', { consistent: true }),
      answers: [{ LastEvaluatedKey: { pk: 'user:user1', sk: 'id=' } }],
      sends: [
        { command: 'Query', consistent: true },
        { command: 'Query', consistent: true },
      ],
    },
  ],
});
