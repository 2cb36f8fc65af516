import { conflict } from '../../../protocol/errors.ts';
import { openAudience, readConnectionsOf } from '../../delivery/audience.ts';
import { beginMembership, type ReadForJoining } from '../../memberships/begin-membership.ts';
import { listGroup } from '../../memberships/list-group.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { rememberGroup } from '../../memberships/publish-left.ts';
import { subscribeMember } from '../../memberships/subscribe-member.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import type { Group, Membership } from '../../ports/groups/groups.ts';
import { spend } from '../../rates/allowances.ts';
import { payOnce } from '../../rates/pay-once.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { requireNotKeptOut } from '../../rules/group-ban.ts';
import { settleAll } from '../../settle-all.ts';

/**
 * Says which group somebody enters: that of the name, or one that is to be made.
 * @param found the one that there is
 * @param isMember whether they are in it by now
 * @throws ChatError where they may not
 */
export type Admit = (found: Group | undefined, isMember: boolean) => Group | Promise<Group>;

/** Makes the sender a member of a group, and the group if there is none. */
export async function enterGroup(
  ports: ChatPorts,
  name: string,
  request: CommandRequest,
  admit: Admit,
): Promise<Outcome> {
  const { user, id } = request;
  const { group, memberships, own, blockers } = await noteChange(ports, { id, user, group: name }, () =>
    prepare(ports, name, request, admit),
  );
  const membership = membershipIn(group, { user, version: id });
  // Beside the write.
  const audience = openAudience(ports.subscriptions, groupChannel(group.groupId));
  if (!(await ports.groups.addMember(membership))) {
    const [standing] = await settleAll([
      ports.groups.membership(user, name, { consistent: true }),
      forgetChange(ports, id),
    ]);
    // Perhaps by a join that died here, and left the member's connections deaf.
    if (standing) await subscribeMember(ports, standing);
    throw conflict(`Already a member: ${name}`);
  }
  // Far from the limit nobody joins so much at once.
  if (memberships >= ports.limits.groupsPerUser / 2) await keepGroupLimit(ports, membership);
  const { delivery } = await beginMembership(ports, membership, { own, audience, blockers });
  return { ...acknowledge(id), delivery, isSafe: true };
}

/** Who asked before the group was made, and comes in behind that, sees it from their joining on, which is the earlier id. */
const membershipIn = (
  { name, groupId, history }: Group,
  { user, version }: Pick<Membership, 'user' | 'version'>,
): Membership => ({
  user,
  group: name,
  groupId,
  version,
  ...(history === 'full' && groupId < version && { from: groupId }),
});

/** What must be true before anything is written: there is a group, or may be, and the sender may join one more. */
async function prepare(
  ports: ChatPorts,
  name: string,
  request: CommandRequest,
  admit: Admit,
): Promise<Pick<ReadForJoining, 'own' | 'blockers'> & { group: Group; memberships: number }> {
  const { user, id } = request;
  const { groupsPerUser } = ports.limits;
  const [memberships, found, own, blockers, ban] = await settleAll([
    ports.groups.memberships(user),
    ports.groups.find(name),
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    findBlockers(ports, user, id),
    ports.groupBans.find(name, user, { consistent: false }),
  ]);
  const isMember = memberships.some((membership) => membership.group === name);
  const group = await admit(found, isMember);
  await requireNotKeptOut(ports, group, ban);
  if (memberships.length >= groupsPerUser && !isMember) throw tooManyGroups(ports);
  await (group === found
    ? keepPostRate(ports, groupChannel(group.groupId), request)
    : payOnce(request, 'groupsMade', () => spend(ports, 'groupsMade', user)));
  await assertCanWrite(ports, request);
  const entered = group === found ? group : await make(ports, group, id, (now) => admit(now, isMember));
  ports.groupIds.set(name, entered.groupId);
  return { group: entered, memberships: memberships.length, own, blockers };
}

/** Makes a group; where somebody else comes first, theirs is the group, if it may be entered. */
async function make(
  ports: Pick<ChatPorts, 'groups' | 'groupDirectory'>,
  group: Group,
  id: string,
  admit: (found: Group | undefined) => Group | Promise<Group>,
): Promise<Group> {
  await listGroup(ports, group, id);
  if (await ports.groups.create(group)) return group;
  const found = await ports.groups.find(group.name);
  const admitted = await admit(found);
  return admitted === found ? found : make(ports, admitted, id, admit);
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
  // Who has made the group by it owns it all the same, and it is found by that alone.
  await rememberGroup(ports, membership);
  await groups.removeMember(membership);
  await forgetChange(ports, membership.version);
  throw tooManyGroups(ports);
}

const tooManyGroups = ({ limits }: Pick<ChatPorts, 'limits'>) =>
  conflict(`Too many groups: at most ${limits.groupsPerUser}`);
