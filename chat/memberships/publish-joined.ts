import { openAudience } from '../delivery/audience.ts';
import { type PublishPorts, publish } from '../delivery/publish.ts';
import type { Membership } from '../ports/groups.ts';
import { groupChannel } from '../ports/subscriptions.ts';
import { type FindBlocksPorts, findBlockers } from '../rules/find-blocks.ts';

export type PublishMembershipPorts = PublishPorts & FindBlocksPorts;

/** Stores and tells that a user has joined, to the group and to them. Their connections are subscribed by then. */
export async function publishJoined(
  ports: PublishMembershipPorts,
  { user, group, groupId, version }: Membership,
): Promise<{ delivery: Promise<void> }> {
  const channel = groupChannel(groupId);
  return publish(ports, {
    channel,
    event: { type: 'joined', id: version, group, user },
    author: user,
    // Consistent, for the new member's own subscriptions were written a moment ago.
    audience: openAudience(ports.subscriptions, channel, { consistent: true }),
    blockers: await findBlockers(ports, user, version),
  });
}
