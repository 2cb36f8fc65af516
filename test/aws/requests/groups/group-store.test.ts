import { createGroupStore } from '../../../../aws/groups/group-store.ts';
import { newGroup } from '../../../../chat/rules/new-group.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { DAY_S, NOW, NOW_S, testRequests } from '../request-table.ts';

const version = idOfTime(NOW);
const membership = { user: 'user1', group: 'devs', groupId: 'g1', version };
const profile = { command: 'Get', consistent: true };

testRequests(createGroupStore, {
  find: [{ call: (store) => store.find('devs'), sends: [profile] }],
  findAll: [
    {
      when: 'at half the price',
      call: (store) => store.findAll(['devs'], { consistent: false }),
      sends: [{ command: 'BatchGet', consistent: false }],
    },
    {
      when: 'to be sure',
      call: (store) => store.findAll(['devs'], { consistent: true }),
      sends: [{ command: 'BatchGet', consistent: true }],
    },
  ],
  create: [
    {
      call: (store) => store.create(newGroup('devs', 'g1')),
      sends: [{ command: 'Put', condition: 'attribute_not_exists(pk) OR isFree = :true' }],
    },
  ],
  change: [
    {
      call: (store) => store.change({ ...newGroup('devs', 'g1'), rev: 'g2' }, 'g1'),
      sends: [
        {
          command: 'Put',
          condition: 'rev = :before OR (attribute_not_exists(rev) AND groupId = :before)',
        },
      ],
    },
  ],
  addMember: [
    {
      call: (store) => store.addMember(membership),
      sends: [
        {
          command: 'Put',
          condition:
            'attribute_not_exists(pk) OR (attribute_exists(endedBy) AND version <> :version) OR ' +
            '(attribute_not_exists(endedBy) AND version = :version)',
        },
      ],
    },
  ],
  removeMember: [
    {
      call: (store) => store.removeMember(membership),
      sends: [{ command: 'Delete', condition: 'version = :version AND attribute_not_exists(endedBy)' }],
    },
  ],
  // As long as a `ref` is remembered, a day, its command may come again.
  endMembership: [
    {
      call: (store) => store.endMembership('user1', 'devs', version),
      sends: [
        {
          command: 'Update',
          condition: '(attribute_not_exists(endedBy) AND version < :id) OR endedBy = :id',
          ttl: NOW_S + DAY_S,
          returns: 'ALL_NEW',
        },
      ],
    },
  ],
  changedBy: [
    {
      call: (store) => store.changedBy('user1', 'devs', version),
      sends: [{ command: 'Get', consistent: true }],
    },
  ],
  membership: [
    {
      when: 'at half the price',
      call: (store) => store.membership('user1', 'devs', { consistent: false }),
      sends: [{ command: 'Get', consistent: false }],
    },
    {
      when: 'to be sure',
      call: (store) => store.membership('user1', 'devs', { consistent: true }),
      sends: [{ command: 'Get', consistent: true }],
    },
  ],
  memberships: [
    { call: (store) => store.memberships('user1'), sends: [{ command: 'Query', consistent: true }] },
  ],
  listMemberships: [
    {
      call: (store) => store.listMemberships('user1', { after: 'devs', limit: 10 }),
      sends: [{ command: 'Query', consistent: true, limit: 100 }],
    },
  ],
  listMembers: [
    {
      call: (store) => store.listMembers('g1', { after: 'user1', limit: 10 }),
      sends: [{ command: 'Query', index: 'inverse', limit: 11 }],
    },
  ],
});
