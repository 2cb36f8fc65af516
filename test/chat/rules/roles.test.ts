import { describe, expect, test } from '@jest/globals';
import { newGroup } from '../../../chat/rules/new-group.ts';
import { requireRole, roleIn, withRole } from '../../../chat/rules/roles.ts';
import { lastOwner, notAllowed, tooManyModerators, tooManyOwners } from '../../../protocol/errors.ts';
import { MODERATORS_MAX, OWNERS_MAX } from '../../../protocol/limits.ts';

const nobodys = newGroup('devs', 'g1');
const group = { ...nobodys, owners: ['ann'], moderators: ['ben'] };
const names = (count: number) => Array.from({ length: count }, (_, place) => `user${place}`);

describe('a role in a group', () => {
  test('is that of its owners and moderators, and of anybody else a member’s', () => {
    expect(['ann', 'ben', 'zed'].map((user) => roleIn(group, user))).toEqual([
      'owner',
      'moderator',
      'member',
    ]);
  });

  test('allows what a lesser one allows, and not what a greater one does', () => {
    expect(() => requireRole(group, 'ann', 'moderator', 'kick')).not.toThrow();
    expect(() => requireRole(group, 'ben', 'moderator', 'kick')).not.toThrow();
    expect(() => requireRole(group, 'ben', 'owner', 'role')).toThrow(notAllowed('role', 'for owners'));
    expect(() => requireRole(group, 'zed', 'moderator', 'kick')).toThrow(
      notAllowed('kick', 'for owners and moderators'),
    );
    expect(() => requireRole(nobodys, 'ann', 'moderator', 'kick')).toThrow(
      notAllowed('kick', 'for owners and moderators'),
    );
  });

  test('is one at a time', () => {
    const promoted = withRole(group, 'ben', 'owner');
    expect(promoted).toMatchObject({ owners: ['ann', 'ben'], moderators: [] });
    expect(withRole(promoted, 'ann', 'moderator')).toMatchObject({ owners: ['ben'], moderators: ['ann'] });
    expect(withRole(group, 'ben', 'member')).toMatchObject({ owners: ['ann'], moderators: [] });
  });

  test('of the last owner stays', () => {
    expect(() => withRole(group, 'ann', 'member')).toThrow(lastOwner('devs'));
    expect(() => withRole(group, 'ann', 'moderator')).toThrow(lastOwner('devs'));
  });

  test('is given to so many', () => {
    const [owners, moderators] = [names(OWNERS_MAX), names(MODERATORS_MAX)];
    expect(() => withRole({ ...group, owners }, 'zed', 'owner')).toThrow(tooManyOwners());
    expect(() => withRole({ ...group, owners }, 'user1', 'owner')).not.toThrow();
    expect(() => withRole({ ...group, moderators }, 'zed', 'moderator')).toThrow(tooManyModerators());
  });
});
