import { createRateBucketStore } from '../../../aws/rate-bucket-store.ts';
import { conditionFailed, HOUR_S, NOW, NOW_S, testRequests } from './request-table.ts';

const share = { costMs: 100, toleranceMs: 1_000, now: NOW };
// An hour after the latest that the bucket may be taken until.
const ttl = NOW_S + HOUR_S + 1;
const idle = {
  command: 'Update',
  condition:
    'attribute_not_exists(freeAt) OR freeAt <= :now ' +
    'OR (freeAt > :latest AND (attribute_not_exists(takenAt) OR takenAt > :soon))',
  ttl,
};
const busy = { command: 'Update', condition: 'freeAt > :now AND freeAt <= :horizon', ttl };

testRequests(createRateBucketStore, {
  take: [
    { when: 'from an idle channel', call: (store) => store.take('lobby', share), sends: [idle] },
    {
      when: 'from a busy one',
      call: (store) => store.take('lobby', share),
      answers: [conditionFailed],
      sends: [idle, busy],
    },
    {
      when: 'from one that is known to be busy',
      call: (store) => store.take('lobby', { ...share, isTaken: true }),
      sends: [busy],
    },
    {
      when: 'from one that was, and has drained',
      call: (store) => store.take('lobby', { ...share, isTaken: true }),
      answers: [conditionFailed],
      sends: [busy, idle],
    },
    {
      when: 'from one that is used up',
      call: (store) => store.take('lobby', share),
      answers: [conditionFailed, conditionFailed, { Item: { freeAt: NOW + 5_000 } }],
      sends: [idle, busy, { command: 'Get', consistent: true }],
    },
  ],
});
