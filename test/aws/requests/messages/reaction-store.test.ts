import { createReactionStore } from '../../../../aws/messages/reaction-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { conditionFailed, DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const message = idOfTime(NOW);
const place = { conversation: 'lobby', id: message };
const own = { emoji: '👍', user: 'user1', id: idOfTime(NOW + 1) };
const ttl = NOW_S + 30 * DAY_S;

const IS_NEW = 'attribute_not_exists(#emoji) AND (attribute_not_exists(tried) OR tried < :most)';
const tally = { kinds: [], by: [], hidden: [], isHiddenCut: false };

testRequests((db, table, clock) => createReactionStore(db, table, { retentionDays: 30 }, clock), {
  add: [
    {
      when: 'nearly always once',
      call: (store) => store.add(message, { ...own, hiddenFrom: [] }),
      sends: [{ command: 'Update', condition: IS_NEW, ttl }],
    },
    {
      when: 'of what was there before, and of what came too late',
      call: (store) => store.add(message, { ...own, hiddenFrom: ['user2'] }),
      answers: [conditionFailed, conditionFailed],
      sends: [
        { command: 'Update', condition: IS_NEW, ttl },
        { command: 'Update', condition: '#emoji.id < :id AND #emoji.isOn = :off OR #emoji.id = :id' },
        { command: 'Get', consistent: true },
      ],
    },
  ],
  remove: [
    {
      when: 'nearly always once',
      call: (store) => store.remove(message, own),
      sends: [{ command: 'Update', condition: '#emoji.id <= :id' }],
    },
    {
      when: 'of what isn’t there',
      call: (store) => store.remove(message, own),
      answers: [conditionFailed],
      sends: [
        { command: 'Update', condition: '#emoji.id <= :id' },
        { command: 'Update', condition: IS_NEW, ttl },
      ],
    },
  ],
  all: [
    { call: (store) => store.all(message), sends: [{ command: 'Query', consistent: true, limit: 1_000 }] },
  ],
  page: [
    {
      call: (store) => store.page(message, { after: 'user1', limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 10 }],
    },
  ],
  of: [
    { call: (store) => store.of('user1', [message]), sends: [{ command: 'BatchGet', consistent: false }] },
  ],
  annotation: [
    {
      when: 'strongly consistent',
      call: (store) => store.annotation(place, { consistent: true }),
      sends: [{ command: 'Get', consistent: true }],
    },
    {
      when: 'for half the price',
      call: (store) => store.annotation(place, { consistent: false }),
      sends: [{ command: 'Get', consistent: false }],
    },
  ],
  annotate: [
    {
      when: 'at first',
      call: (store) => store.annotate(place, tally, 0),
      sends: [{ command: 'Put', condition: 'attribute_not_exists(#version)', ttl }],
    },
    {
      when: 'behind another count',
      call: (store) => store.annotate(place, tally, 3),
      sends: [{ command: 'Put', condition: '#version = :version', ttl }],
    },
  ],
  forget: [{ call: (store) => store.forget(message, 'user1'), sends: [{ command: 'Delete' }] }],
  schedule: [
    {
      call: (store) => store.schedule(place, NOW + 2_000, NOW),
      sends: [{ command: 'Update', condition: 'attribute_not_exists(flushAt) OR flushAt <= :soon', ttl }],
    },
  ],
});
