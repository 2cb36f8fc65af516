import { createMessageLog } from '../../../../aws/messages/message-log.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const sentAt = NOW - 60_999;
const event = { type: 'lobby', id: idOfTime(sentAt), from: 'user1', content: 'Hi' } as const;

testRequests(
  (db, table, clock) => createMessageLog(db, table, { retentionDays: 30, auditDays: 365 }, clock),
  {
    // From the id's time on, and whole seconds.
    append: [
      {
        call: (store) => store.append({ conversation: 'lobby', event }),
        sends: [{ command: 'Put', ttl: NOW_S - 61 + 30 * DAY_S }],
      },
      {
        when: 'at once, that it is to be delivered',
        call: (store) => store.append({ conversation: 'lobby', event, mark: { heldUntil: NOW } }),
        sends: [{ command: 'BatchWrite', puts: 2, deletes: 0, ttl: NOW_S - 61 + 30 * DAY_S }],
      },
      {
        when: 'and what was done to keep order',
        call: (store) => {
          const audit = { id: event.id, by: 'admin', act: 'delete', target: 'user1' } as const;
          return store.append({ conversation: 'lobby', event, audit });
        },
        sends: [{ command: 'BatchWrite', puts: 2, deletes: 0, ttl: NOW_S - 61 + 30 * DAY_S }],
      },
    ],
    amend: [
      {
        when: 'a message that another deletes',
        call: (store) => store.amend('lobby', 'id1', { from: 'user1', rev: 'id2', by: 'admin' }),
        sends: [
          {
            command: 'Update',
            condition:
              'attribute_exists(#event.content) AND #event.#from = :from AND (attribute_not_exists(#event.isDeleted) OR #event.rev = :rev)',
          },
        ],
      },
      {
        when: 'what a message says',
        call: (store) => store.amend('lobby', 'id1', { from: 'user1', rev: 'id2', content: 'Hello' }),
        sends: [
          {
            command: 'Update',
            condition:
              'attribute_exists(#event.content) AND #event.#from = :from AND attribute_not_exists(#event.isDeleted) AND ' +
              '(attribute_not_exists(#event.rev) OR #event.rev <= :rev)',
          },
        ],
      },
      {
        when: 'a message that is to say nothing',
        call: (store) => store.amend('lobby', 'id1', { from: 'user1', rev: 'id2' }),
        sends: [
          {
            command: 'Update',
            condition:
              'attribute_exists(#event.content) AND #event.#from = :from AND ' +
              '(attribute_not_exists(#event.isDeleted) OR #event.rev = :rev)',
          },
        ],
      },
    ],
    readAfter: [
      {
        call: (store) => store.readAfter('lobby', 'id', 10),
        sends: [{ command: 'Query', consistent: true, limit: 12 }],
      },
    ],
    readBefore: [
      {
        when: 'without bounds',
        call: (store) => store.readBefore('lobby', {}, 10),
        sends: [{ command: 'Query', consistent: true, limit: 11, newestFirst: true }],
      },
      {
        when: 'between two ids, of which the later one is in the range and not in the page',
        call: (store) => store.readBefore('lobby', { before: 'id2', from: 'id1' }, 10),
        sends: [{ command: 'Query', consistent: true, limit: 12, newestFirst: true }],
      },
      {
        when: 'nothing for a range that is empty',
        call: (store) => store.readBefore('lobby', { before: 'id1', from: 'id1' }, 10),
        sends: [],
      },
    ],
    readNewest: [
      {
        call: (store) => store.readNewest('lobby', 'id1', 10),
        sends: [{ command: 'Query', consistent: false, limit: 11, newestFirst: true }],
      },
    ],
    find: [
      { call: (store) => store.find('lobby', 'id'), sends: [{ command: 'Get', consistent: true }] },
      {
        when: 'for half the price',
        call: (store) => store.find('lobby', 'id', { consistent: false }),
        sends: [{ command: 'Get', consistent: false }],
      },
    ],
    findAll: [
      {
        call: (store) => store.findAll('lobby', ['id1', 'id2'], { consistent: false }),
        sends: [{ command: 'BatchGet', consistent: false }],
      },
    ],
  },
);
