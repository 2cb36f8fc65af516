import { createInvitationStore } from '../../../../aws/groups/invitation-store.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { INVITATION_DAYS } from '../../../../protocol/limits.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const id = idOfTime(NOW);
const invitation = { user: 'user2', group: 'devs', groupId: 'g1', from: 'user1', id, isHidden: false };
const standing = { Items: [{ ...invitation, expiresAt: NOW_S + DAY_S }] };
const ended = {
  command: 'Update',
  condition: 'id = :id AND attribute_not_exists(endedBy)',
  ttl: NOW_S + DAY_S,
};

testRequests(createInvitationStore, {
  add: [
    {
      call: (store) => store.add(invitation),
      sends: [
        {
          command: 'Put',
          condition:
            'attribute_not_exists(pk) OR (attribute_exists(endedBy) AND id <> :id) OR ' +
            '(attribute_not_exists(endedBy) AND (id = :id OR groupId <> :groupId OR expiresAt <= :now OR ' +
            '(isHidden = :true AND :hidden = :false)))',
          ttl: NOW_S + INVITATION_DAYS * DAY_S,
        },
      ],
    },
  ],
  find: [
    {
      call: (store) => store.find('user2', 'devs', 'user1'),
      sends: [{ command: 'Get', consistent: true }],
    },
  ],
  list: [{ call: (store) => store.list('user2'), sends: [{ command: 'Query', consistent: false }] }],
  // Whether somebody may join, and what ends with that, is not to be missed.
  listOf: [
    { call: (store) => store.listOf('user2', 'devs'), sends: [{ command: 'Query', consistent: true }] },
  ],
  end: [
    {
      call: (store) => store.end('user2', 'devs', { by: id }),
      answers: [standing],
      sends: [{ command: 'Query', consistent: true }, ended],
    },
  ],
});
