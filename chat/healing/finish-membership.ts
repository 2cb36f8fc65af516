import { openAudience } from '../delivery/audience.ts';
import { type PublishMembershipPorts, publishJoined } from '../memberships/publish-joined.ts';
import { publishLeft, unsubscribeLeaver } from '../memberships/publish-left.ts';
import { type SubscribeMemberPorts, subscribeMember } from '../memberships/subscribe-member.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { MembershipChange } from '../ports/groups.ts';
import { groupChannel } from '../ports/subscriptions.ts';
import { HOLD_MS, type UnfinishedMembership } from '../ports/undelivered.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { mayStillStore } from './may-still-store.ts';

export type FinishMembershipPorts = PublishMembershipPorts &
  SubscribeMemberPorts &
  Pick<ChatPorts, 'undelivered' | 'clock' | 'logger'>;

/**
 * Finishes a join or a leave whose function died behind the change of the membership: the connections hear the group, or
 * don't any more, and the event is stored and told. Nothing is begun here: what changed no membership is passed over.
 */
export async function finishMembership(
  ports: FinishMembershipPorts,
  { id, user, group }: UnfinishedMembership,
): Promise<void> {
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  const change = await ports.groups.changedBy(user, group, id);
  // The command may have come again by its `ref`, and have written it down anew.
  if (!change) return ports.undelivered.drop(id, until);
  if (mayStillStore(ports, id)) return finish(ports, change, id);
  ports.logger.error('A change of a membership could not be told in time', { id, user, group });
  await (change.hasEnded
    ? unsubscribeLeaver(ports, change.membership)
    : subscribeMember(ports, change.membership));
  await ports.undelivered.remove(id);
}

async function finish(
  ports: FinishMembershipPorts,
  { membership, hasEnded }: MembershipChange,
  id: string,
): Promise<void> {
  if (hasEnded) return publishLeft(ports, membership, id);
  await subscribeMember(ports, membership);
  const { user, groupId, version } = membership;
  const { delivery } = await publishJoined(ports, membership, {
    // Consistent, for the new member's own subscriptions were written a moment ago.
    audience: openAudience(ports.subscriptions, groupChannel(groupId), { consistent: true }),
    blockers: await findBlockers(ports, user, version),
  });
  await delivery;
}
