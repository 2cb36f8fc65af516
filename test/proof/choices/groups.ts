import type { Device } from '../devices/device.ts';
import type { GivenType, GroupType } from '../plan/commands.ts';
import type { World } from '../world.ts';
import type { Chosen } from './chosen.ts';

const ROLES = ['owner', 'moderator', 'member'] as const;

/** What only those who keep order in a group may do. */
const IN_ORDER: ReadonlySet<GivenType> = new Set<GivenType>([
  'describe',
  'role',
  'invite',
  'kick',
  'unban',
  'pin',
  'unpin',
  'disband',
]);

/** Which of the plan's groups a number means. */
const groupOf = ({ groups }: World, target: number): string => groups[target % groups.length] ?? '';

/**
 * Who does what the plan has a device do: of what only some may, three times in four a device of who made the group; else
 * the device itself, which mostly is refused.
 */
export function whoKeepsOrder(
  world: World,
  device: Device,
  { type, target }: { readonly type: GivenType; readonly target: number },
): Device {
  if (!IN_ORDER.has(type) || target % 4 === 3) return device;
  const group = groupOf(world, target);
  const [member] = membersOf(world, group);
  // The group's id is that of the command that made it: a `join` makes one that nobody owns.
  const made = [...world.commands.values()].find(({ id }) => id !== undefined && id === member?.groupId);
  const own = world.devices.filter(({ user }) => made?.type === 'create' && user === made.user);
  return own[target % Math.max(1, own.length)] ?? device;
}

/** What a user does in one of the groups, or what makes the next command like it mean something. */
export function chooseInGroup(
  world: World,
  user: string,
  { type, target }: { readonly type: Exclude<GroupType, 'unban'>; readonly target: number },
): Chosen {
  const { users } = world;
  const group = groupOf(world, target);
  const other = users[target % users.length] ?? '';
  const isEmpty = membersOf(world, group).length === 0;
  if (isEmpty && type !== 'decline_invite') return chooseEntry(world, user, { type: 'create', target });
  switch (type) {
    case 'join':
    case 'leave':
    case 'create':
      return chooseEntry(world, user, { type, target });
    case 'role': {
      const member = memberOf(world, group, target) ?? other;
      return { type, target: group, member, role: ROLES[target % 3] ?? 'member' };
    }
    case 'invite':
      return { type, target: group, member: strangerTo(world, group, target) ?? other };
    case 'decline_invite':
      return { type, target: invitedTo(world, user) ?? group };
    case 'kick': {
      const member = memberOf(world, group, target, user) ?? other;
      return { type, target: group, member, ban: target % 2 === 0 };
    }
    case 'describe':
    case 'disband':
      return { type, target: group };
  }
}

/** Of three groups that nobody is in two are made by who owns them then: of those one is private, and of each kind every other has its full history. */
function chooseEntry(
  world: World,
  user: string,
  { type, target }: { readonly type: 'join' | 'leave' | 'create'; readonly target: number },
): Chosen {
  const group = groupOf(world, target);
  const members = membersOf(world, group);
  if (members.length === 0 && target % 3 > 0)
    return { type: 'create', target: group, isPrivate: target % 3 === 1, hasFullHistory: target % 2 === 0 };
  // Where one is asked, mostly.
  if (type !== 'leave' && target > 5) return { type: 'join', target: invitedTo(world, user) ?? group };
  const isMember = members.some((period) => period.user === user);
  return { type: type !== 'create' && (isMember || target < 3) ? type : 'join', target: group };
}

/** Lets in again who was banned last, as far as it was asked for. */
export function chooseUnban(world: World, target: number): Chosen {
  const group = groupOf(world, target);
  const banned = [...world.commands.values()].findLast(
    (command) => command.type === 'kick' && command.target === group && command.ban,
  );
  const { member = world.users[target % world.users.length] ?? '' } = banned ?? {};
  return { type: 'unban', target: group, member };
}

/** Who is in a group. */
const membersOf = ({ history }: World, group: string) =>
  history.memberships.filter((period) => period.group === group && period.endedAt === undefined);

/** Whether a user is in the group that a number means. */
export const isIn = (world: World, user: string, target: number): boolean =>
  membersOf(world, groupOf(world, target)).some((period) => period.user === user);

/** One of them. @param except who isn't meant */
function memberOf(world: World, group: string, target: number, except?: string): string | undefined {
  const members = membersOf(world, group).filter(({ user }) => user !== except);
  return members[target % Math.max(1, members.length)]?.user;
}

/** One of those who aren't. */
function strangerTo(world: World, group: string, target: number): string | undefined {
  const members = membersOf(world, group).map(({ user }) => user);
  const strangers = world.users.filter((user) => !members.includes(user));
  return strangers[target % Math.max(1, strangers.length)];
}

/** The group that a user was asked into last, as far as that was stored. */
function invitedTo({ history }: World, user: string): string | undefined {
  const events = [...history.log.values()].flat().map(({ event }) => event);
  const last = events.findLast((event) => event.type === 'invited' && event.to === user);
  return last?.type === 'invited' ? last.group : undefined;
}
