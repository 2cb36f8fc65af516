import { openAudience, readConnectionsOf } from '../delivery/audience.ts';
import { findChange } from '../memberships/change-group.ts';
import { noteDisbanding } from '../memberships/disband-group.ts';
import { type EndIfBannedPorts, endIfBanned, endLaterMembership } from '../memberships/end-if-banned.ts';
import { auditOfChange } from '../memberships/group-audit.ts';
import { publishGroupChange } from '../memberships/publish-group-change.ts';
import { type PublishMembershipPorts, publishJoined } from '../memberships/publish-joined.ts';
import { type Leaving, publishLeft, rememberGroup, unsubscribeLeaver } from '../memberships/publish-left.ts';
import { stepDownIfGone } from '../memberships/step-down.ts';
import { type SubscribeMemberPorts, subscribeMember } from '../memberships/subscribe-member.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Membership, MembershipChange } from '../ports/groups/groups.ts';
import type { AuditEntry } from '../ports/messages/audits.ts';
import { HOLD_MS, type UnfinishedMembership } from '../ports/messages/undelivered.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import { type CloseLatePorts, closeConnections } from './close-audience.ts';
import { mayStillStore } from './may-still-store.ts';
import { findStoredBy, wasThere } from './was-there.ts';

export type FinishMembershipPorts = PublishMembershipPorts &
  SubscribeMemberPorts &
  EndIfBannedPorts &
  CloseLatePorts &
  Pick<ChatPorts, 'audits' | 'conversations' | 'undelivered' | 'clock' | 'logger'>;

/**
 * Finishes a join or a leave whose function died behind the change of the membership: the connections hear the group, or
 * don't any more, and the event is stored and told. Nothing is begun here: what changed no membership is passed over. Where it is
 * too late to tell a join, the connections that were deaf are closed.
 */
export async function finishMembership(
  ports: FinishMembershipPorts,
  unfinished: UnfinishedMembership,
): Promise<void> {
  const { id, user, group, heldUntil, removal, audit } = unfinished;
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  const change = (await ports.groups.changedBy(user, group, id)) ?? (await endByBan(ports, unfinished));
  // The command may have come again by its `ref`, and have written it down anew.
  if (!change && !(await finishGroupChange(ports, { id, user, group })))
    return ports.undelivered.drop(id, until);
  if (!change) return;
  // Before it is told: what fails here the next sweep does.
  if (change.hasEnded) await stepDownIfGone(ports, group, user, id);
  if (mayStillStore(ports, id)) return finish(ports, change, { id, removal, audit });
  ports.logger.error('A change of a membership could not be told in time', { id, user, group });
  await (change.hasEnded
    ? endTooLate(ports, change.membership, audit)
    : subscribeTooLate(ports, change.membership, findStoredBy({ id, heldUntil })));
  await ports.undelivered.remove(id);
}

/** Without its event, what it goes by is done all the same. */
async function endTooLate(
  ports: FinishMembershipPorts,
  membership: Membership,
  audit: AuditEntry | undefined,
): Promise<void> {
  await settleAll([
    unsubscribeLeaver(ports, membership),
    rememberGroup(ports, membership),
    audit && ports.audits.put(groupChannel(membership.groupId), audit),
  ]);
}

/** Ends the membership of somebody whom its command has banned, where that didn't come to it. */
async function endByBan(
  ports: FinishMembershipPorts,
  { id, user, group, removal, audit }: UnfinishedMembership,
): Promise<MembershipChange | undefined> {
  if (!removal?.banned) return undefined;
  const ban = await ports.groupBans.find(group, user, { consistent: true });
  if (ban?.id !== id) return undefined;
  const membership = await ports.groups.endMembership(user, group, id);
  if (membership) return { membership, hasEnded: true };
  await settleAll([
    ports.invitations.end(user, group, { by: id }),
    // With no event to go with.
    audit && ports.audits.put(groupChannel(ban.groupId), audit),
  ]);
  // Too late to tell it, what is noted of it takes the subscriptions away.
  const later = await endLaterMembership(ports, { user, group });
  if (later && mayStillStore(ports, later.ending.id))
    await publishLeft(ports, later.membership, later.ending);
  return undefined;
}

/**
 * Tells what has become of a group whose function died behind the change of it.
 * @returns false where the command changed nothing
 */
async function finishGroupChange(
  ports: FinishMembershipPorts,
  { id, user, group: name }: Pick<UnfinishedMembership, 'id' | 'user' | 'group'>,
): Promise<boolean> {
  const group = await ports.groups.find(name);
  // Made, and not entered: its owner is found by that alone.
  if (group?.groupId === id) await rememberGroup(ports, { user, group: name, groupId: id });
  const event = group && findChange(group, id);
  if (!group || !event) return false;
  if (event.type === 'role_changed') await stepDownIfGone(ports, name, event.user, id);
  if (mayStillStore(ports, id)) {
    const { delivery } = await publishGroupChange(ports, group, event);
    await delivery;
    return true;
  }
  // What the group is now, who asks is told.
  ports.logger.error('A change of a group could not be told in time', { id, group: name });
  await ports.audits.put(groupChannel(group.groupId), auditOfChange(event));
  if (event.type === 'disbanded') await noteDisbanding(ports, group, event);
  await ports.undelivered.remove(id);
  return true;
}

/**
 * What was said since the membership, and its own event, the connections that were there before it have missed, and nothing
 * that comes says so: who comes back syncs.
 * @param storedBy by then the membership was written, epoch milliseconds
 */
async function subscribeTooLate(
  ports: FinishMembershipPorts,
  membership: Membership,
  storedBy: number,
): Promise<void> {
  // That is noted for another sweep.
  if (await endIfBanned(ports, membership)) return;
  await subscribeMember(ports, membership);
  const rows = await readConnectionsOf(ports.subscriptions, membership.user, { consistent: true });
  await closeConnections(ports, 'joined', rows.filter(wasThere({ storedBy })));
}

async function finish(
  ports: FinishMembershipPorts,
  { membership, hasEnded }: MembershipChange,
  leaving: Leaving,
): Promise<void> {
  if (hasEnded) return publishLeft(ports, membership, leaving);
  const ended = await endIfBanned(ports, membership);
  await subscribeMember(ports, membership);
  const { user, groupId, version } = membership;
  const { delivery } = await publishJoined(ports, membership, {
    // Consistent, for the new member's own subscriptions were written a moment ago.
    audience: openAudience(ports.subscriptions, groupChannel(groupId), { consistent: true }),
    blockers: await findBlockers(ports, user, version),
  });
  await delivery;
  if (ended) await publishLeft(ports, membership, ended);
}
