import { expect, test } from '@jest/globals';
import { roleActions } from '../../web/groups/role-actions.ts';
import { roleIn } from '../../web/groups/role-in.ts';

const group = { group: 'devs', rev: '1', owners: ['user1'], moderators: ['user2'] };

test.each([
  ['user1', 'owner'],
  ['user2', 'moderator'],
  ['user3', 'member'],
  [undefined, 'member'],
] as const)('%s may do in a group what a %s may', (user, role) => {
  expect(roleIn(group, user)).toBe(role);
  expect(roleIn(undefined, user)).toBe('member');
});

test.each([
  [{ role: 'member', isOneself: false }, ['Make an owner?', 'Make a moderator']],
  [{ role: 'moderator', isOneself: false }, ['Make an owner?', 'Make a plain member']],
  [{ role: 'owner', isOneself: false }, ['Make a moderator', 'Make a plain member']],
  [{ role: 'owner', isOneself: true }, ['Make a moderator?', 'Make a plain member?']],
] as const)(
  'an owner is offered for %j: %j, asked where that ends with a question mark',
  (member, offered) => {
    const actions = roleActions({ called: 'Ann', ...member }, () => undefined);
    expect(actions.map(({ label, question }) => `${label}${question ? '?' : ''}`)).toEqual(offered);
  },
);
