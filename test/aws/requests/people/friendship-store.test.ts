import { createFriendshipStore } from '../../../../aws/people/friendship-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const id = idOfTime(NOW);
const answer = { asker: 'user1', answerer: 'user2', id };
const ENDED_ALREADY = ' OR (#state = :ended AND changed = :id)';
const ACCEPTED_ALREADY = ' OR (#state = :friends AND changed = :id)';

testRequests(createFriendshipStore, {
  find: [{ call: (store) => store.find('user1', 'user2'), sends: [{ command: 'Get', consistent: true }] }],
  request: [
    {
      call: (store) => store.request({ from: 'user1', to: 'user2', id, hidden: false }),
      sends: [
        {
          command: 'Put',
          condition:
            'attribute_not_exists(pk) OR (#state = :requested AND requestedBy = :from AND changed = :id) OR ' +
            '(#state = :ended AND requestId <> :id)',
        },
      ],
    },
  ],
  accept: [
    {
      when: 'of a request that was shown',
      call: (store) => store.accept(answer, { evenHidden: false }),
      sends: [
        {
          command: 'Update',
          condition: `(#state = :requested AND requestedBy = :asker AND isHidden = :visible)${ACCEPTED_ALREADY}`,
        },
      ],
    },
    {
      when: 'of one that was hidden, too',
      call: (store) => store.accept(answer, { evenHidden: true }),
      sends: [
        {
          command: 'Update',
          condition: `(#state = :requested AND requestedBy = :asker)${ACCEPTED_ALREADY}`,
        },
      ],
    },
  ],
  decline: [
    {
      call: (store) => store.decline(answer),
      sends: [
        {
          command: 'Update',
          condition: `((#state = :requested AND requestedBy = :asker AND isHidden = :visible) AND changed < :id)${ENDED_ALREADY}`,
          ttl: NOW_S + DAY_S,
        },
      ],
    },
  ],
  // `changed < :id`: an unfriend that comes again must not end a friendship that was made since.
  unfriend: [
    {
      call: (store) => store.unfriend('user1', 'user2', id),
      sends: [
        {
          command: 'Update',
          condition: `((#state = :friends OR (#state = :requested AND requestedBy = :user)) AND changed < :id)${ENDED_ALREADY}`,
          ttl: NOW_S + DAY_S,
        },
      ],
    },
  ],
  endHidden: [
    {
      call: (store) => store.endHidden(answer),
      sends: [
        {
          command: 'Update',
          condition: `(#state = :requested AND requestedBy = :asker AND isHidden = :true)${ENDED_ALREADY}`,
          ttl: NOW_S + DAY_S,
        },
      ],
    },
  ],
  end: [{ call: (store) => store.end('user1', 'user2'), sends: [{ command: 'Delete', returns: 'ALL_OLD' }] }],
  friendsAmong: [
    {
      call: (store) => store.friendsAmong('user2', ['user1', 'user3']),
      answers: [{ Responses: { 'the-table': [] } }],
      sends: [{ command: 'BatchGet', consistent: false }],
    },
  ],
  others: [
    {
      call: (store) => store.others('user1', { limit: 10 }),
      sends: [
        { command: 'Query', index: 'inverse', limit: 100 },
        { command: 'Query', consistent: false, limit: 100 },
      ],
    },
  ],
  list: [
    {
      when: 'from the beginning, both ways in which a pair may be kept',
      call: (store) => store.list('user1', 'friends', { limit: 10 }),
      sends: [
        { command: 'Query', index: 'inverse', limit: 100 },
        { command: 'Query', consistent: false, limit: 100 },
      ],
    },
    {
      when: 'behind a name that sorts after the user’s',
      call: (store) => store.list('user1', 'requested', { after: 'user2', limit: 150 }),
      sends: [{ command: 'Query', consistent: false, limit: 151 }],
    },
  ],
});
