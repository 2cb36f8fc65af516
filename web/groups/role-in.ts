import type { GroupProfileItem, GroupRole } from '../../client/index.ts';

/** What somebody may do in a group. @param group undefined: that isn't known, and they are taken for a member */
export function roleIn(group: GroupProfileItem | undefined, user: string | undefined): GroupRole {
  if (user === undefined) return 'member';
  if (group?.owners?.includes(user)) return 'owner';
  return group?.moderators?.includes(user) ? 'moderator' : 'member';
}
