import {
  alreadyInvited,
  inGroupAlready,
  tooManyInvitations,
  userBannedFrom,
} from '../../../protocol/errors.ts';
import type { Invited } from '../../../protocol/events/invitations.ts';
import { INVITATIONS_MAX } from '../../../protocol/limits.ts';
import { findPairDays, storeTouched, touchPairDay } from '../../conversations/pair-log.ts';
import { readConnectionsOf, readTarget } from '../../delivery/audience.ts';
import { createHold } from '../../delivery/hold.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups/groups.ts';
import type { PairDays } from '../../ports/messages/conversations.ts';
import { acknowledge, assertCanWrite, type Outcome } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { findKeepingOut, keepsOut } from '../../rules/group-ban.ts';
import { notIn, requireMembership } from '../../rules/membership.ts';
import { requireRole } from '../../rules/roles.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { type BothSides, deliverToBoth, isAnybodyThere, waitIfAway } from '../../waiting/deliver-to-both.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Asks somebody into a group: of an open one any member may, of a private one its owners and moderators. */
export const invite: CommandHandler<'invite'> = async (ports, { group_name, target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [group, between, known, standing, membership, ban, recipients, copies] = await settleAll([
    findInvitable(ports, user, group_name),
    findBetween(ports, user, target, id),
    findPairDays(ports, user, target),
    ports.invitations.list(target),
    ports.groups.membership(target, group_name, { consistent: false }),
    ports.groupBans.find(group_name, target, { consistent: false }),
    readTarget(ports, target),
    // Consistent: who has only just connected and gives a command must see its answer.
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    requireUser(ports, target),
  ]);
  const isHidden = applyBlocks(between, target, ports.blockPolicy);
  if (await findKeepingOut(ports, group, ban)) {
    // One that a function which died has made while they were being banned: it would let them in when the ban has ended.
    await ports.invitations.end(target, group_name, { by: id });
    throw userBannedFrom(group_name, target);
  }
  const { groupId } = group;
  if (membership?.groupId === groupId) throw inGroupAlready(target);
  const others = standing.filter((invitation) => invitation.id !== id);
  // A few more, where several are made at once: each inviter makes so many a day.
  if (others.length >= INVITATIONS_MAX) throw tooManyInvitations(target);
  await assertCanWrite(ports, request);
  const event = { type: 'invited', id, from: user, to: target, group: group_name } as const;
  const [isNew] = await settleAll([
    ports.invitations.add({ user: target, group: group_name, groupId, from: user, id, isHidden }),
    touchPairDay(ports, event, known, visibilityOf(isHidden)),
  ]);
  if (!isNew) throw alreadyInvited(target);
  return invitationMade(ports, { event, group, isHidden, known, recipients, copies });
};

const visibilityOf = (isHidden: boolean) => (isHidden ? 'author' : 'both');

/** @throws ChatError `group_not_found`, `not_a_member`, `not_allowed` */
async function findInvitable(ports: ChatPorts, user: string, name: string): Promise<Group> {
  const [group, { groupId }] = await settleAll([
    ports.groups.find(name),
    requireMembership(ports, user, name),
  ]);
  if (group?.groupId !== groupId || group.endedBy !== undefined) throw notIn(name, group);
  if (group.kind === 'private') requireRole(group, user, 'moderator', 'invite');
  return group;
}

/** An invitation that has been made, and what was read before. */
interface MadeInvitation extends Pick<BothSides, 'recipients' | 'copies' | 'isHidden'> {
  readonly event: Invited;
  readonly group: Group;
  readonly known: PairDays;
}

/** Makes the same calls, one behind the other, whether or not the invitation is hidden: who invites must not tell by time. */
async function invitationMade(
  ports: ChatPorts,
  { event, group, isHidden, known, recipients, copies }: MadeInvitation,
): Promise<Outcome> {
  const { id, from, to } = event;
  const isThere = isAnybodyThere(recipients, ports.clock.now());
  const { mark } = createHold(ports, id);
  const [{ blocked }, membership, ban] = await settleAll([
    // All behind the invitation's write: a join, a block or a ban that was written between our look and that has found none.
    ports.blocks.between(to, from),
    ports.groups.membership(to, group.name, { consistent: true }),
    ports.groupBans.find(group.name, to, { consistent: true }),
    storeTouched(ports, event, known, visibilityOf(isHidden), mark),
    waitIfAway(ports, event, { isThere, isHidden }),
  ]);
  const hasJoined = membership?.groupId === group.groupId;
  const isKeptOut = keepsOut(ban, group, ports.clock.now());
  // Left, it would let them in again when they have gone, or had to go, or their ban has ended.
  if (hasJoined || isKeptOut)
    await ports.invitations.end(to, group.name, { by: hasJoined ? membership.version : id });
  const isOvertaken = hasJoined || isKeptOut || (blocked && !isHidden);
  if (isOvertaken) await ports.waiting.remove(to, id);
  const sides = { recipients, copies, isThere, isHidden: isHidden || isOvertaken };
  const delivery = deliverToBoth(ports, event, sides).then(() => ports.undelivered.remove(id));
  return { ...acknowledge(id), delivery: handledLater(delivery), isSafe: true };
}
