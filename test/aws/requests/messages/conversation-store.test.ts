import { createConversationStore } from '../../../../aws/messages/conversation-store.ts';
import { DAY_S, NOW_S, testRequests } from '../request-table.ts';

// Two days longer than the log: a day is written once.
const IS_FORWARD = '(attribute_not_exists(readUpto) OR readUpto < :upto)';
const IS_LATER = 'attribute_not_exists(notifyRev) OR notifyRev <= :rev';
const ends = { ttl: NOW_S + 32 * DAY_S, ttlUnless: 'keptUntil' };

testRequests((db, table, clock) => createConversationStore(db, table, { retentionDays: 30 }, clock), {
  // Half a unit: that it may be older than the truth costs a write at worst.
  findDays: [
    { call: (store) => store.findDays('user1', 'user2'), sends: [{ command: 'Get', consistent: false }] },
  ],
  touch: [
    {
      call: (store) => store.touch('user1', 'user2', 20_000),
      sends: [{ command: 'Update', condition: 'attribute_not_exists(activeOn) OR activeOn < :day', ...ends }],
    },
  ],
  pair: [
    {
      call: (store) => store.pair('user1', 'user2', 20_000),
      sends: [
        {
          command: 'Update',
          condition:
            '(attribute_not_exists(pairedOn) OR pairedOn < :day) AND ' +
            '(attribute_not_exists(activeOn) OR activeOn <= :day)',
          ...ends,
        },
      ],
    },
  ],
  touchOwn: [
    {
      call: (store) => store.touchOwn('user1', 'user2', 20_000),
      sends: [{ command: 'Update', condition: 'attribute_not_exists(ownOn) OR ownOn < :day', ...ends }],
    },
  ],
  peersSince: [
    { call: (store) => store.peersSince('user1', 20_000), sends: [{ command: 'Query', consistent: true }] },
  ],
  peersAfter: [
    {
      call: (store) => store.peersAfter('user1', 'user2', 10),
      sends: [{ command: 'Query', consistent: true, limit: 100 }],
    },
  ],
  mark: [
    {
      when: 'of the lobby or a group',
      call: (store) => store.mark('user1', 'lobby', 'id', { isShown: false }),
      sends: [{ command: 'Update', condition: IS_FORWARD, ...ends }],
    },
    {
      when: 'of a whisper, which there must have been',
      call: (store) => store.mark('user1', 'whisper:user2', 'id', { isShown: true }),
      sends: [
        {
          command: 'Update',
          condition: `${IS_FORWARD} AND (attribute_exists(activeOn) OR attribute_exists(ownOn))`,
          ...ends,
        },
      ],
    },
  ],
  setNotify: [
    {
      when: 'of all: the item ends again with what it says',
      call: (store) => store.setNotify('user1', 'lobby', { level: 'all', rev: 'id' }),
      sends: [{ command: 'Update', condition: IS_LATER, ttl: ends.ttl }],
    },
    {
      when: 'of less: it stays, whatever else is written of it, for else the user would be told of all without having said so',
      call: (store) => store.setNotify('user1', 'lobby', { level: 'none', rev: 'id' }),
      sends: [{ command: 'Update', condition: IS_LATER, ttl: 9_999_999_999 }],
    },
  ],
  // Unconditional: whoever has left a group once has said there what they have said.
  remember: [
    {
      call: (store) => store.remember('user1', { groupId: 'id1', name: 'devs' }),
      sends: [{ command: 'Update', ...ends }],
    },
  ],
  list: [
    {
      call: (store) => store.list('user1', { after: 'lobby', limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 100 }],
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
  states: [
    { call: (store) => store.states('user1', ['lobby']), sends: [{ command: 'BatchGet', consistent: true }] },
  ],
  channelStates: [
    {
      call: (store) => store.channelStates('user1'),
      sends: [{ command: 'Query', consistent: true, limit: 500 }],
    },
  ],
  // Half a unit each: the `read` that was told comes as well.
  marksOfPeers: [
    {
      call: (store) => store.marksOfPeers('user1', ['user2']),
      sends: [{ command: 'BatchGet', consistent: false }],
    },
  ],
});
