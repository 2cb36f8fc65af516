import { createRefStore } from '../../../../aws/messages/ref-store.ts';
import { conditionFailed, DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const claim = { id: 'id', digest: 'digest', now: NOW, until: NOW + 1_000 };
const was = { id: 'earlier', digest: 'digest', claimedUntil: NOW - 1 };
const ttl = NOW_S + DAY_S;
const put = {
  command: 'Put',
  condition:
    'attribute_not_exists(pk) OR expiresAt <= :now OR ' +
    '(id = :id AND claimedUntil = :until AND attribute_not_exists(#answer))',
  ttl,
};

testRequests(createRefStore, {
  claim: [
    { when: 'for a new one', call: (store) => store.claim('user1', 'r1', claim), sends: [put] },
    {
      when: 'for one that was here before',
      call: (store) => store.claim('user1', 'r1', claim),
      answers: [conditionFailed, { Item: { ...was, expiresAt: ttl } }],
      sends: [put, { command: 'Get', consistent: true }],
    },
    {
      when: 'for one that ends meanwhile',
      call: (store) => store.claim('user1', 'r1', claim),
      answers: [conditionFailed, { Item: { ...was, expiresAt: NOW_S } }],
      sends: [put, { command: 'Get', consistent: true }, put],
    },
  ],
  find: [
    {
      call: (store) => store.find('user1', 'r1'),
      sends: [{ command: 'Get', consistent: true }],
    },
  ],
  reclaim: [
    {
      call: (store) => store.reclaim('user1', 'r1', claim, was),
      sends: [
        {
          command: 'Update',
          condition: 'id = :was AND claimedUntil <= :now AND attribute_not_exists(#answer)',
          ttl,
        },
      ],
    },
  ],
  answer: [
    {
      call: (store) => store.answer('user1', 'r1', 'id', '{}'),
      sends: [{ command: 'Update', condition: 'id = :id AND attribute_not_exists(#answer)' }],
    },
  ],
  erase: [
    {
      call: (store) => store.erase('user1'),
      answers: [{ Items: [{ pk: 'a', sk: 'b' }] }],
      sends: [
        { command: 'Query', consistent: true },
        { command: 'BatchWrite', puts: 0, deletes: 1 },
      ],
    },
  ],
  release: [
    {
      call: (store) => store.release('user1', 'r1', 'id'),
      sends: [{ command: 'Update', condition: 'id = :id AND attribute_not_exists(#answer)' }],
    },
  ],
});
