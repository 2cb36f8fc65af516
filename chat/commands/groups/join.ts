import { conflict } from '../../../protocol/errors.ts';
import { openAudience, readConnectionsOf } from '../../delivery/audience.ts';
import { beginMembership, type ReadForJoining } from '../../memberships/begin-membership.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { subscribeMember } from '../../memberships/subscribe-member.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Membership } from '../../ports/groups.ts';
import { groupChannel } from '../../ports/subscriptions.ts';
import { spend } from '../../rates/allowances.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, type CommandRequest } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Makes the sender a member of a group, and the group if there is none. */
export const join: CommandHandler<'join'> = async (ports, { group_name }, request) => {
  const { user, id } = request;
  const { groupId, memberships, own, blockers } = await noteChange(
    ports,
    { id, user, group: group_name },
    () => prepare(ports, group_name, request),
  );
  const membership = { user, group: group_name, groupId, version: id };
  // Beside the write.
  const audience = openAudience(ports.subscriptions, groupChannel(groupId));
  if (!(await ports.groups.addMember(membership))) {
    const [standing] = await settleAll([
      ports.groups.membership(user, group_name, { consistent: true }),
      forgetChange(ports, id),
    ]);
    // Perhaps by a join that died here, and left the member's connections deaf.
    if (standing) await subscribeMember(ports, standing);
    throw conflict(`Already a member: ${group_name}`);
  }
  // Far from the limit nobody joins so much at once.
  if (memberships >= ports.limits.groupsPerUser / 2) await keepGroupLimit(ports, membership);
  const { delivery } = await beginMembership(ports, membership, { own, audience, blockers });
  return { ...acknowledge(id), delivery, isSafe: true };
};

/** What must be true before anything is written: there is a group, or may be, and the sender may join one more. */
async function prepare(
  ports: ChatPorts,
  group: string,
  request: CommandRequest,
): Promise<Pick<ReadForJoining, 'own' | 'blockers'> & { groupId: string; memberships: number }> {
  const { user, id } = request;
  const { groupsPerUser } = ports.limits;
  const [memberships, found, own, blockers] = await settleAll([
    ports.groups.memberships(user),
    ports.groups.find(group),
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    findBlockers(ports, user, id),
  ]);
  if (memberships.length >= groupsPerUser && !memberships.some((membership) => membership.group === group)) {
    throw tooManyGroups(ports);
  }
  await (found ? keepPostRate(ports, groupChannel(found.groupId), user) : spend(ports, 'groupsMade', user));
  await assertCanWrite(ports, request);
  const { groupId } = found ?? (await ports.groups.findOrCreate(group, id));
  ports.groupIds.set(group, groupId);
  return { groupId, memberships: memberships.length, own, blockers };
}

/**
 * Ends a membership again of which there turn out to be too many: joins that ran side by side each saw room for one. The
 * newest go, so that all who look agree on which.
 * @throws ChatError `conflict`
 */
async function keepGroupLimit(ports: ChatPorts, membership: Membership): Promise<void> {
  const { limits, groups } = ports;
  const memberships = await groups.memberships(membership.user);
  const oldestFirst = memberships.toSorted((one, other) => (one.version < other.version ? -1 : 1));
  const kept = oldestFirst.slice(0, limits.groupsPerUser);
  if (kept.some(({ version }) => version === membership.version)) return;
  await groups.removeMember(membership);
  await forgetChange(ports, membership.version);
  throw tooManyGroups(ports);
}

const tooManyGroups = ({ limits }: Pick<ChatPorts, 'limits'>) =>
  conflict(`Too many groups: at most ${limits.groupsPerUser}`);
