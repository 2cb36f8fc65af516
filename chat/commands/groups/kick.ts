import { invalidField, notAllowed, notInGroup } from '../../../protocol/errors.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { Removal } from '../../../protocol/events/memberships.ts';
import { endLaterMembership } from '../../memberships/end-if-banned.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { publishLeft } from '../../memberships/publish-left.ts';
import { stepDown, stepDownBehind } from '../../memberships/step-down.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import type { Group } from '../../ports/groups/groups.ts';
import type { AuditEntry } from '../../ports/messages/audits.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, type CommandRequest } from '../../request.ts';
import { type GroupDomain, NO_LESSER_ROLE, requireGroupAuthority } from '../../rules/authority.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Removes a member from a group, for owners and moderators, of whose role is less, and for admins in open ones; who is banned may not
 * come back, and need not be a member. They are told, and hear nothing more once it is acknowledged. A group's last owner stays.
 */
export const kick: CommandHandler<'kick'> = async (ports, fields, request) => {
  const { group_name, target, ban = false, seconds, reason } = fields;
  const { user, id } = request;
  if (seconds !== undefined && !ban) throw invalidField('seconds', 'only where ban is true');
  const removal: Removal = { by: user, ...(ban && { banned: true }) };
  // By the id: the command may come again, later.
  const until = seconds === undefined ? undefined : readEventTime(id) + seconds * 1_000;
  const terms = { ...(until !== undefined && { until }), ...(reason !== undefined && { reason }) };
  const audit: AuditEntry = {
    id,
    by: user,
    act: ban ? 'ban' : 'kick',
    target,
    conversation: `group:${group_name}`,
    ...terms,
  };
  const change = { id, user: target, group: group_name, removal, audit };
  const { group, domain } = await noteChange(ports, change, () =>
    prepare(ports, { group_name, target, ban }, request),
  );
  await stepDown(ports, group, target, id, (now) => {
    if (!domain?.reachesIn(now, target)) throw notAllowed('kick', NO_LESSER_ROLE);
  });
  // First: a join that doesn't see it yet has not written its membership, or is ended below.
  if (ban) {
    const { groupId } = group;
    await ports.groupBans.set({ group: group_name, groupId, user: target, by: user, id, ...terms });
  }
  const membership = await ports.groups.endMembership(target, group_name, id);
  if (!membership) {
    const [later] = await settleAll([
      ban && endLaterMembership(ports, { user: target, group: group_name }),
      // By which they would be let in when the ban has ended.
      ban && ports.invitations.end(target, group_name, { by: id }),
      // With no event to go with, and before the note is forgotten, by which a sweep writes it.
      ban && ports.audits.put(groupChannel(group.groupId), audit),
    ]);
    await settleAll([
      forgetChange(ports, id),
      later && publishLeft(ports, later.membership, later.ending),
      later && stepDownBehind(ports, group, target, id),
    ]);
    if (ban) return acknowledge();
    throw notInGroup(target);
  }
  await settleAll([
    publishLeft(ports, membership, { id, removal, audit }),
    stepDownBehind(ports, group, target, id),
  ]);
  return acknowledge(id);
};

/** What came of something, to be looked at later. */
async function settled<T>(task: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([task]);
  return result;
}

interface Prepared {
  readonly group: Group;
  /** Absent where the command has come again, and its user doesn't keep order there any more. */
  readonly domain?: GroupDomain;
}

/** What must be true before anything is written. */
async function prepare(
  ports: ChatPorts,
  { group_name, target, ban }: { group_name: string; target: string; ban: boolean },
  request: CommandRequest,
): Promise<Prepared> {
  const { id } = request;
  const [authority, change, banned] = await settleAll([
    settled(requireGroupAuthority(ports, request, group_name, 'kick')),
    ports.groups.changedBy(target, group_name, id),
    ban && ports.groupBans.find(group_name, target, { consistent: true }),
    ban && requireUser(ports, target),
  ]);
  // Come again behind what it has done, it is no matter what either of them has been given or lost since.
  const isBegun = change?.hasEnded || (banned && banned.id === id);
  const found = isBegun ? await ports.groups.find(group_name) : undefined;
  const domain = authority.status === 'fulfilled' ? authority.value : undefined;
  const group = found ?? domain?.group;
  if (!group) throw (authority as PromiseRejectedResult).reason;
  if (!isBegun && !domain?.reaches(target)) throw notAllowed('kick', NO_LESSER_ROLE);
  await keepPostRate(ports, groupChannel(group.groupId), request);
  await assertCanWrite(ports, request);
  return { group, ...(domain && { domain }) };
}
