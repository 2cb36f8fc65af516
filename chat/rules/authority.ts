import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import type { Group } from '../ports/groups/groups.ts';
import type { CommandRequest } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { isAdmin, requireAdmin } from './admin.ts';
import { notIn } from './membership.ts';
import { outranks, requireRole } from './roles.ts';

/** Where somebody keeps order. */
export interface Domain {
  /** Also the scope of what is written down of it. */
  readonly channel: string;
  /** What the wire calls it. */
  readonly conversation: string;
  /** Whether it reaches as far as another user there: of a group's staff, to whose role is less than theirs; of admins, to everybody. */
  reaches(target: string): boolean;
}

export interface GroupDomain extends Domain {
  /** As it was read, strongly consistently. */
  readonly group: Group;
  /** The same of the group as it is by now. */
  reachesIn(group: Group, target: string): boolean;
}

/** Why `reaches` says no, as an error says it. */
export const NO_LESSER_ROLE = 'only of who has a lesser role than you';

const LOBBY: Domain = { channel: LOBBY_CHANNEL, conversation: LOBBY_CHANNEL, reaches: () => true };

type AuthorityPorts = Pick<ChatPorts, 'connections' | 'groups'>;
type By = Pick<CommandRequest, 'user' | 'connection'>;

/**
 * Where a command is to keep order, by somebody who may: admins in the lobby and in open groups, owners and moderators in theirs.
 * @param group its name; undefined: the lobby @param act the command's type
 * @throws ChatError `not_allowed`, `group_not_found`, `not_a_member`
 */
export async function requireAuthority(
  ports: AuthorityPorts,
  by: By,
  group: string | undefined,
  act: string,
): Promise<Domain> {
  if (group !== undefined) return requireGroupAuthority(ports, by, group, act);
  await requireAdmin(ports, by, act);
  return LOBBY;
}

/**
 * The same of a group: 3 RRU, in one phase. Of one that is private, or was disbanded, who isn't in it is told what they would be if there
 * were none, be they an admin.
 * @throws ChatError `not_allowed`, `group_not_found`, `not_a_member`
 */
export async function requireGroupAuthority(
  ports: AuthorityPorts,
  by: By,
  name: string,
  act: string,
): Promise<GroupDomain> {
  const { user } = by;
  const [group, membership, isByAdmin] = await settleAll([
    ports.groups.find(name),
    ports.groups.membership(user, name, { consistent: true }),
    isAdmin(ports, by),
  ]);
  if (!group || group.endedBy !== undefined) throw notIn(name, group);
  // A name may stand among the staff of who has left.
  const isMember = membership?.groupId === group.groupId;
  const isAdminHere = isByAdmin && group.kind === 'open';
  if (!isAdminHere) {
    if (!isMember) throw notIn(name, group);
    requireRole(group, user, 'moderator', act);
  }
  const reachesIn = (now: Group, target: string) =>
    isAdminHere ? target !== user : outranks(now, user, target);
  return {
    channel: groupChannel(group.groupId),
    conversation: `group:${name}`,
    group,
    reaches: (target) => reachesIn(group, target),
    reachesIn,
  };
}
