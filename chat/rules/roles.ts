import { lastOwner, notAllowed, tooManyModerators, tooManyOwners } from '../../protocol/errors.ts';
import type { GroupRole } from '../../protocol/frames/logged.ts';
import { MODERATORS_MAX, OWNERS_MAX } from '../../protocol/limits.ts';
import type { Group } from '../ports/groups/groups.ts';

type Staff = Pick<Group, 'owners' | 'moderators'>;

/** Each may what those before may. */
const RANKS: readonly GroupRole[] = ['member', 'moderator', 'owner'];

const rankOf = (role: GroupRole) => RANKS.indexOf(role);

/** What a member may do in a group. Of who is no member it says nothing. */
export const roleIn = ({ owners, moderators }: Staff, user: string): GroupRole => {
  if (owners.includes(user)) return 'owner';
  return moderators.includes(user) ? 'moderator' : 'member';
};

/** Whether a member's role is no less. */
const hasRole = (group: Staff, user: string, least: GroupRole): boolean =>
  rankOf(roleIn(group, user)) >= rankOf(least);

/** Whether a member's role is more than another's. */
export const outranks = (group: Staff, user: string, other: string): boolean =>
  rankOf(roleIn(group, user)) > rankOf(roleIn(group, other));

/** Who has a role, or a greater one, as an error says it. */
const whoMay = (least: GroupRole) =>
  `for ${RANKS.slice(rankOf(least))
    .toReversed()
    .map((role) => `${role}s`)
    .join(' and ')}`;

/** @throws ChatError `not_allowed` where a member's role is less. @param act the command's type */
export function requireRole(group: Staff, user: string, least: GroupRole, act: string): void {
  if (!hasRole(group, user, least)) throw notAllowed(act, whoMay(least));
}

/**
 * A group in which somebody has another role.
 * @throws ChatError `conflict`: it would be without an owner that had one, or have too many
 */
export function withRole(group: Group, user: string, role: GroupRole): Group {
  const others = (names: readonly string[]) => names.filter((name) => name !== user);
  const owners = role === 'owner' ? [...others(group.owners), user] : others(group.owners);
  const moderators = role === 'moderator' ? [...others(group.moderators), user] : others(group.moderators);
  if (owners.length === 0 && group.owners.length > 0) throw lastOwner(group.name);
  if (owners.length > OWNERS_MAX) throw tooManyOwners();
  if (moderators.length > MODERATORS_MAX) throw tooManyModerators();
  return { ...group, owners: owners.toSorted(), moderators: moderators.toSorted() };
}
